import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '../../../hooks/use-session'
import { type ColumnKey, columnsIn, columnsOf, columnsText, DEFAULT_COLUMNS } from '../list/columns'
import { readStored, writeStored } from './stored'

/**
 * The columns that the address names, so that a link shows what was seen; else those remembered in this browser for the
 * person who is signed in, which then go into the address. Other columns are remembered, and come back as the address
 * shall hold them.
 */
export function useColumns(named: string | undefined): [readonly ColumnKey[], (columns: readonly ColumnKey[]) => string] {
  const key = `columns.${useSession().user.id}`
  const navigate = useNavigate()
  const [remembered, setRemembered] = useState(() => columnsOf(readStored(key)))
  const text = columnsText(remembered)
  const missing = columnsIn(named) === null && text !== columnsText(DEFAULT_COLUMNS)
  useEffect(() => {
    if (missing) void navigate({ to: '.', search: (previous: object) => ({ ...previous, columns: text }), replace: true })
  }, [missing, text, navigate])
  const keep = (next: readonly ColumnKey[]) => {
    writeStored(key, next)
    setRemembered(next)
    return columnsText(next)
  }
  return [columnsIn(named) ?? remembered, keep]
}
