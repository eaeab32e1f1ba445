import { Button, makeStyles } from '@fluentui/react-components'
import { NavigationRegular } from '@fluentui/react-icons'
import { useI18n } from '../i18n/context'
import { NavigationList } from './NavigationList'

const useStyles = makeStyles({ toggle: { margin: '8px 12px 0' } })

/** The navigation beside the page, with the button that collapses it to icons. */
export function SideNavigation({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const label = t(collapsed ? 'nav.expand' : 'nav.collapse')
  return (
    <>
      <Button
        className={styles.toggle} appearance="subtle" icon={<NavigationRegular />}
        aria-label={label} aria-expanded={!collapsed} onClick={onToggle}
      />
      <NavigationList collapsed={collapsed} />
    </>
  )
}
