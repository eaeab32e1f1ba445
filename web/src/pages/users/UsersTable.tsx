import { Badge, Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { PersonRow } from '../../api/types'
import { type Column, RowTable } from '../../components/RowTable'
import type { SelectionState } from '../../hooks/use-selection'
import { useI18n } from '../../i18n/context'
import { phone, tablet } from '../../ui/breakpoints'
import { RouterLink } from '../../ui/RouterLink'
import { SignInName } from '../../ui/SignInName'
import { usePageStyles } from '../../ui/page-styles'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

interface Props {
  rows: PersonRow[] | undefined
  selection: SelectionState<PersonRow>
  stale: boolean
}

/** People with what they hold. */
export function UsersTable({ rows, selection, stale }: Props) {
  const { t } = useI18n()
  const columns: Column<PersonRow>[] = [
    { key: 'name', header: t('users.name'), sorted: true, cell: (row) => <NameCell row={row} /> },
    { key: 'upn', header: t('users.upn'), hide: 'tablet', width: '27%', cell: (row) => <SignInName upn={row.userPrincipalName} /> },
    { key: 'licenses', header: t('users.licenses'), hide: 'phone', width: '28%', cell: (row) => <Licenses row={row} /> },
    { key: 'department', header: t('users.department'), hide: 'tablet', width: '16%', cell: (row) => row.department ?? '' },
  ]
  return <RowTable label={t('users.table')} columns={columns} rows={rows} nameOf={(row) => row.displayName} selection={selection} stale={stale} />
}

function NameCell({ row }: { row: PersonRow }) {
  const page = usePageStyles()
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={page.stack}>
      <RouterLink from="/users" to="/users/$userId" params={{ userId: row.id }} search={(previous) => ({ ...previous, tab: undefined })}>
        {row.displayName}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}><SignInName upn={row.userPrincipalName} /></Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}><Licenses row={row} /></Caption1>
      {!row.accountEnabled && <span><Badge appearance="tint" color="warning">{t('users.blocked')}</Badge></span>}
    </div>
  )
}

function Licenses({ row }: { row: PersonRow }) {
  const { t, format } = useI18n()
  if (row.licenses.length === 0) return t('users.unlicensed')
  return row.licenses.map((license) => format.name(license.names)).join(t('common.separator'))
}
