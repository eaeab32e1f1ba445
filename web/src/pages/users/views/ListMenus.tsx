import type { ColumnKey } from '../list/columns'
import type { Criteria } from '../list/criteria'
import { ColumnsMenu } from './ColumnsMenu'
import { ViewsMenu } from './ViewsMenu'

interface Props {
  criteria: Criteria
  columns: readonly ColumnKey[]
  onColumns: (columns: readonly ColumnKey[]) => void
  onShow: (criteria: Criteria, columns: readonly ColumnKey[]) => void
}

/** How the list is shown: saved views and columns. */
export function ListMenus({ criteria, columns, onColumns, onShow }: Props) {
  return (
    <>
      <ViewsMenu criteria={criteria} columns={columns} onShow={onShow} />
      <ColumnsMenu columns={columns} onChange={onColumns} />
    </>
  )
}
