import { makeStyles } from '@fluentui/react-components'
import type { PersonRow } from '../../../api/types'
import { type Column, RowTable } from '../../../components/RowTable'
import type { SelectionState } from '../../../hooks/use-selection'
import { useI18n } from '../../../i18n/context'
import { type PeopleSort, sortedHeader } from '../../../util/people-sort'
import { type ColumnKey, columnLabel } from './columns'
import { NameCell } from './NameCell'
import { UserCell } from './UserCell'

const useStyles = makeStyles({ many: { overflowX: 'auto', '> table': { minWidth: '1320px' } } })

/** Columns that fit beside each other before the table scrolls sideways. */
const FITTING = 6

/** Their share of the width, where it is not the same as that of the others. */
const WIDTHS: Partial<Record<ColumnKey, string>> = { upn: '27%', licenses: '28%', department: '16%' }

interface Props {
  rows: PersonRow[] | undefined
  selection: SelectionState<PersonRow>
  columns: readonly ColumnKey[]
  sort: PeopleSort | undefined
  /** Absent while a search is on, which has its own order. */
  onSort?: (sort: PeopleSort | undefined) => void
  stale: boolean
}

/** People with what they hold, in the columns that were chosen. */
export function UsersTable({ rows, selection, columns, sort, onSort, stale }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const few = columns.length <= 3
  const shown: Column<PersonRow>[] = [
    { key: 'name', header: t('users.name'), cell: (row) => <NameCell row={row} />, ...sortedHeader(sort, 'displayName', onSort) },
    ...columns.map((key): Column<PersonRow> => ({
      key, header: t(columnLabel[key]), hide: key === 'licenses' ? 'phone' : 'tablet', width: few ? WIDTHS[key] : undefined,
      cell: (row) => <UserCell row={row} column={key} />, ...(key === 'upn' ? sortedHeader(sort, 'userPrincipalName', onSort) : undefined),
    })),
  ]
  return (
    <div className={columns.length > FITTING ? styles.many : undefined}>
      <RowTable label={t('users.table')} columns={shown} rows={rows} nameOf={(row) => row.displayName} selection={selection} stale={stale} />
    </div>
  )
}
