import {
  Checkbox, makeStyles, mergeClasses, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, tokens, Tooltip,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { SelectionState } from '../hooks/use-selection'
import { useI18n } from '../i18n/context'
import { phone, tablet } from '../ui/breakpoints'
import { TableSkeleton } from '../ui/TableSkeleton'
import { pageState } from '../util/selection'
import { moveBetweenRows } from '../util/row-keys'

const useStyles = makeStyles({
  head: { position: 'sticky', top: 'var(--bar-height, 0px)', zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  headCell: { fontWeight: tokens.fontWeightSemibold },
  box: { width: '44px', paddingLeft: 0, paddingRight: 0 },
  cell: { paddingTop: '6px', paddingBottom: '6px', overflow: 'hidden', overflowWrap: 'anywhere' },
  number: { textAlign: 'right', justifyContent: 'flex-end', '> div': { justifyContent: 'flex-end' } },
  stale: { opacity: 0.6 },
  notPhone: { [phone]: { display: 'none' } },
  notTablet: { [tablet]: { display: 'none' } },
  row: { ':hover': { backgroundColor: tokens.colorNeutralBackground2 }, ':active': { backgroundColor: tokens.colorNeutralBackground2 } },
  selected: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 } },
})

export interface Column<T> {
  key: string
  header: string
  cell: (row: T) => ReactNode
  /** On which screens the column is left out; its content then stands under the name. */
  hide?: 'phone' | 'tablet'
  width?: string
  number?: boolean
  /** The server's order. */
  sorted?: boolean
  /** Whether the rows are in this column's order, when they can be. */
  sort?: 'ascending' | 'descending' | 'none'
  /** Puts the rows into this column's order, or turns it round. */
  onSort?: () => void
}

interface Props<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[] | undefined
  nameOf: (row: T) => string
  /** Absent when rows cannot be selected. */
  selection?: SelectionState<T>
  /** The rows are those of the question before, while the answer to the new one is on the way. */
  stale?: boolean
}

/** A list page's table: sticky header, selection by mouse and keyboard, skeleton while loading. */
export function RowTable<T extends { id: string }>({ label, columns, rows, nameOf, selection, stale = false }: Props<T>) {
  const styles = useStyles()
  const { t } = useI18n()
  const cellClass = (column: Column<T>) => mergeClasses(
    column.number && styles.number,
    column.hide === 'phone' && styles.notPhone,
    column.hide === 'tablet' && styles.notTablet,
  )
  const all = selection && rows ? pageState(selection.selected, rows) : false
  return (
    <Table aria-label={label} aria-busy={rows === undefined || stale} className={mergeClasses(stale && styles.stale)} size="small">
      <TableHeader className={styles.head}>
        <TableRow>
          {selection && (
            <TableHeaderCell className={styles.box}>
              <Tooltip content={t('list.selectHint')} relationship="description">
                <Checkbox
                  aria-label={t('list.selectPage')} checked={all} disabled={!rows?.length}
                  onChange={() => selection.togglePage(rows ?? [], all !== true)}
                />
              </Tooltip>
            </TableHeaderCell>
          )}
          {columns.map((column) => (
            <TableHeaderCell
              key={column.key} className={mergeClasses(styles.headCell, cellClass(column))} style={{ width: column.width }}
              aria-sort={column.sorted ? 'ascending' : column.sort}
              sortable={column.onSort !== undefined} sortDirection={column.sort === 'none' ? undefined : column.sort} onClick={column.onSort}
            >
              {column.header}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody onKeyDown={selection && moveBetweenRows}>
        {rows === undefined && <TableSkeleton columns={columns.map(cellClass)} selectable={Boolean(selection)} />}
        {rows?.map((row) => {
          const on = selection?.selected.has(row.id) ?? false
          return (
            <TableRow key={row.id} aria-selected={selection ? on : undefined} className={mergeClasses(styles.row, on && styles.selected)}>
              {selection && (
                <TableCell className={styles.box}>
                  <Checkbox
                    aria-label={t('list.selectRow', { name: nameOf(row) })} checked={on}
                    onChange={(event, data) => selection.toggle(rows, row.id, data.checked === true, isShift(event.nativeEvent))}
                  />
                </TableCell>
              )}
              {columns.map((column) => (
                <TableCell key={column.key} className={mergeClasses(styles.cell, cellClass(column))}>{column.cell(row)}</TableCell>
              ))}
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

const isShift = (event: Event): boolean => 'shiftKey' in event && event.shiftKey === true
