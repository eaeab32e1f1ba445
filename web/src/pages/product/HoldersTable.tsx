import { Badge, Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { Holder } from '../../api/types'
import { type Column, RowTable } from '../../components/RowTable'
import type { SelectionState } from '../../hooks/use-selection'
import { useI18n } from '../../i18n/context'
import { phone, tablet } from '../../ui/breakpoints'
import { RouterLink } from '../../ui/RouterLink'
import { SignInName } from '../../ui/SignInName'
import { usePageStyles } from '../../ui/page-styles'
import { type PeopleSort, sortedHeader } from '../../util/people-sort'
import { pathText } from './holder-rows'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

export type HolderRow = Holder & { id: string }

interface Props {
  label: string
  rows: HolderRow[] | undefined
  /** Absent where nobody can be selected. */
  selection?: SelectionState<HolderRow>
  stale?: boolean
  sort?: PeopleSort
  /** Absent where the rows have one order: while a search is on, or all are shown. */
  onSort?: (sort: PeopleSort | undefined) => void
}

/** Who holds the product, by which paths and since when. */
export function HoldersTable({ label, rows, selection, stale = false, sort, onSort }: Props) {
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const since = (row: HolderRow) => row.paths.map((path) => path.assignedDateTime).sort()[0]
  const columns: Column<HolderRow>[] = [
    { key: 'name', header: t('product.person'), sorted: !onSort, cell: (row) => <NameCell row={row} />, ...sortedHeader(sort, 'displayName', onSort) },
    {
      key: 'upn', header: t('users.upn'), hide: 'tablet', width: '25%', cell: (row) => <SignInName upn={row.user.userPrincipalName} />,
      ...sortedHeader(sort, 'userPrincipalName', onSort),
    },
    { key: 'department', header: t('product.department'), hide: 'tablet', width: '15%', cell: (row) => row.user.department ?? '' },
    {
      key: 'how', header: t('product.how'), hide: 'phone', width: '22%',
      cell: (row) => <div className={page.stack}>{row.paths.map((path, index) => <span key={index}>{pathText(i18n, path)}</span>)}</div>,
    },
    { key: 'since', header: t('product.since'), hide: 'phone', width: '112px', cell: (row) => { const at = since(row); return at ? format.date(at) : '' } },
  ]
  return <RowTable label={label} columns={columns} rows={rows} nameOf={(row) => row.user.displayName} selection={selection} stale={stale} />
}

function NameCell({ row }: { row: HolderRow }) {
  const page = usePageStyles()
  const styles = useStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const off = Math.max(...row.paths.map((path) => path.disabledPlans.length))
  return (
    <div className={page.stack}>
      <RouterLink from="/licenses/$skuId" to="/licenses/$skuId" search={(previous) => ({ ...previous, user: row.user.id })}>
        {row.user.displayName}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}><SignInName upn={row.user.userPrincipalName} /></Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>
        {format.list(row.paths.map((path) => pathText(i18n, path)))}
      </Caption1>
      {off > 0 && <Caption1 className={page.quiet}>{t('product.appsOff', { count: off })}</Caption1>}
      {!row.user.accountEnabled && <span><Badge appearance="tint" color="warning">{t('product.blocked')}</Badge></span>}
    </div>
  )
}
