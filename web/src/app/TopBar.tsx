import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { NavigationRegular } from '@fluentui/react-icons'
import { useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { phone } from '../ui/breakpoints'
import { Logo } from '../ui/Logo'
import { AccountMenu } from './AccountMenu'
import { ClockMenu } from './ClockMenu'
import { JobsMenu } from './JobsMenu'
import { TopSearch } from './search/TopSearch'
import { SettingsMenu } from './SettingsMenu'

const useStyles = makeStyles({
  bar: {
    position: 'relative', display: 'flex', alignItems: 'center', gap: '8px', height: '52px', padding: '0 12px 0 16px', minWidth: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1,
    [phone]: { padding: '0 4px', gap: '2px' },
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', flexGrow: 1, minWidth: 0 },
  actions: { display: 'flex', alignItems: 'center', gap: '4px', flexShrink: 0, [phone]: { gap: 0 } },
})

interface Props {
  isPhone: boolean
  onOpenNavigation: () => void
}

/** The organization, the search, its clock, jobs in progress, language and theme, and who is signed in. */
export function TopBar({ isPhone, onOpenNavigation }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tenant, clock, actions } = useSession()
  // Whoever can see nobody but themselves has nothing to look for.
  const maySearch = actions['user.read']?.allowed === true
  return (
    <header className={styles.bar}>
      {isPhone
        ? <Button appearance="subtle" icon={<NavigationRegular />} aria-label={t('nav.open')} onClick={onOpenNavigation} />
        : <Logo />}
      <Text weight="semibold" size={400} className={styles.name} title={tenant.displayName}>{tenant.displayName}</Text>
      {!isPhone && maySearch && <TopSearch isPhone={false} />}
      <div className={styles.actions}>
        {isPhone && maySearch && <TopSearch isPhone />}
        {clock.kind === 'simulated' && <ClockMenu isPhone={isPhone} />}
        <JobsMenu isPhone={isPhone} />
        <SettingsMenu />
        <AccountMenu isPhone={isPhone} />
      </div>
    </header>
  )
}
