import { Caption1Strong, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components'
import { Link, useLocation } from '@tanstack/react-router'
import { useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { navigation, type NavigationEntry, ownNavigation } from './navigation'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  group: { padding: '12px 20px 4px', color: tokens.colorNeutralForeground3, display: 'block' },
  link: {
    display: 'flex', alignItems: 'center', gap: '12px', padding: '9px 12px', margin: '1px 8px', textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium, color: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase300,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
  iconOnly: { justifyContent: 'center', padding: '9px 0' },
  icon: { fontSize: '20px', flexShrink: 0 },
})

interface Props {
  collapsed?: boolean
  onChoose?: () => void
}

/** The entries of the navigation, in the side bar and in the drawer. */
export function NavigationList({ collapsed = false, onChoose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { pathname } = useLocation()
  const groups = useSession().roles.length > 0 ? navigation : ownNavigation

  const entry = ({ label, to, icon: Icon }: NavigationEntry) => {
    const active = pathname === to || pathname.startsWith(`${to}/`)
    const link = (
      <Link
        to={to} onClick={onChoose} aria-current={active ? 'page' : undefined} aria-label={collapsed ? t(label) : undefined}
        className={mergeClasses(styles.link, active && styles.active, collapsed && styles.iconOnly)}
      >
        <Icon className={styles.icon} aria-hidden />
        {!collapsed && t(label)}
      </Link>
    )
    return <li key={to}>{collapsed ? <Tooltip content={t(label)} relationship="label" positioning="after">{link}</Tooltip> : link}</li>
  }

  return (
    <nav aria-label={t('nav.label')}>
      {groups.map((group) => (
        <div key={group.label ?? group.entries[0]!.label}>
          {!collapsed && group.label && <Caption1Strong className={styles.group} id={group.label}>{t(group.label)}</Caption1Strong>}
          <ul className={styles.list} aria-label={t(group.label ?? group.entries[0]!.label)}>{group.entries.map(entry)}</ul>
        </div>
      ))}
    </nav>
  )
}
