import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { RoleAssignment } from '../../api/roles'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Initials } from '../../ui/Initials'
import { RouterLink } from '../../ui/RouterLink'
import { SignInName } from '../../ui/SignInName'
import { usePageStyles } from '../../ui/page-styles'
import { holderName } from './holder'

const useStyles = makeStyles({
  row: {
    display: 'flex', alignItems: 'center', gap: '12px', padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
})

interface Props {
  assignment: RoleAssignment
  denied: string | null
  onTakeAway: () => void
}

/** Someone who holds the role: a link to them, and the way to take it away. */
export function HolderRow({ assignment, denied, onTakeAway }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const name = holderName(assignment)
  const upn = assignment.principal?.userPrincipalName
  return (
    <li className={styles.row}>
      <Initials name={name} size={32} />
      <div className={`${page.stack} ${page.grow}`}>
        {upn ? <RouterLink to="/users/$userId" params={{ userId: assignment.principalId }}>{name}</RouterLink> : name}
        {upn && <Caption1 className={page.quiet}><SignInName upn={upn} /></Caption1>}
      </div>
      <ActionButton appearance="subtle" reason={denied} aria-label={t('roles.takeAway.of', { name })} onClick={onTakeAway}>
        {t('roles.takeAway')}
      </ActionButton>
    </li>
  )
}
