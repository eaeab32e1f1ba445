import { SkeletonItem, Skeleton, TableCell, TableRow } from '@fluentui/react-components'

/** Rows on the way. */
export function TableSkeleton({ columns, selectable }: { columns: readonly string[]; selectable: boolean }) {
  return Array.from({ length: 8 }, (_, row) => (
    <TableRow key={row} aria-hidden>
      {selectable && <TableCell />}
      {columns.map((className, column) => (
        <TableCell key={column} className={className}><Skeleton><SkeletonItem size={16} /></Skeleton></TableCell>
      ))}
    </TableRow>
  ))
}
