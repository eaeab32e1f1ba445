import { Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { Role } from '../../api/roles'
import { type Column, RowTable } from '../../components/RowTable'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { phone, tablet } from '../../ui/breakpoints'
import { RouterLink } from '../../ui/RouterLink'
import { usePageStyles } from '../../ui/page-styles'
import { roleText } from './descriptions'

const NAMED = 3
const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

/** The roles, what each is for, and who holds it. */
export function RolesTable({ roles }: { roles: Role[] | undefined }) {
  const { t } = useI18n()
  const columns: Column<Role>[] = [
    { key: 'role', header: t('roles.role'), width: '24%', cell: (role) => <RoleCell role={role} /> },
    { key: 'text', header: t('roles.for'), hide: 'tablet', cell: (role) => roleText(t, role) },
    { key: 'holders', header: t('roles.holders'), hide: 'phone', width: '30%', cell: (role) => <Holders role={role} /> },
  ]
  return <RowTable label={t('roles.table')} columns={columns} rows={roles} nameOf={(role) => roleName(t, role)} />
}

function RoleCell({ role }: { role: Role }) {
  const page = usePageStyles()
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={page.stack}>
      <RouterLink to="/roles/$roleId" params={{ roleId: role.id }} search={(previous) => ({ ...previous, tab: undefined })}>
        {roleName(t, role)}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}>{roleText(t, role)}</Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>{t('roles.heldBy', { count: role.holderCount })}</Caption1>
    </div>
  )
}

/** The first few by name, so that most roles are answered without opening them. */
function Holders({ role }: { role: Role }) {
  const { t, format } = useI18n()
  const page = usePageStyles()
  if (role.holderCount === 0) return <span className={page.quiet}>{t('roles.nobody')}</span>
  const names = role.holders.slice(0, NAMED).map((person) => person.displayName)
  const more = role.holderCount - names.length
  return more > 0 ? t('common.andMore', { items: names.join(t('common.separator')), count: more }) : format.list(names)
}
