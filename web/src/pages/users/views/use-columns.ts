import { useState } from 'react'
import { useSession } from '../../../hooks/use-session'
import { type ColumnKey, columnsOf } from '../list/columns'
import { readStored, writeStored } from './stored'

/** The columns shown, remembered in this browser for the person who is signed in. */
export function useColumns(): [readonly ColumnKey[], (columns: readonly ColumnKey[]) => void] {
  const key = `columns.${useSession().user.id}`
  const [columns, setColumns] = useState(() => columnsOf(readStored(key)))
  return [columns, (next) => { writeStored(key, next); setColumns(next) }]
}
