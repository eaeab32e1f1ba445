import { useCallback, useMemo, useRef, useState } from 'react'
import { rangeOf, type Selection, setSelected } from '../util/selection'

export interface SelectionState<T> {
  selected: Selection<T>
  /** Selects or clears one row, or with `range` everything from the last row touched. */
  toggle: (rows: readonly T[], id: string, selected: boolean, range: boolean) => void
  togglePage: (rows: readonly T[], selected: boolean) => void
  clear: () => void
}

/** The selection of a list page. */
export function useSelection<T extends { id: string }>(): SelectionState<T> {
  const [selected, setState] = useState<Selection<T>>(() => new Map())
  const anchor = useRef<string | null>(null)

  const toggle = useCallback((rows: readonly T[], id: string, on: boolean, range: boolean) => {
    const touched = rangeOf(rows, range ? anchor.current : null, id)
    anchor.current = id
    setState((previous) => setSelected(previous, touched, on))
  }, [])
  const togglePage = useCallback((rows: readonly T[], on: boolean) => setState((previous) => setSelected(previous, rows, on)), [])
  const clear = useCallback(() => setState(new Map()), [])

  return useMemo(() => ({ selected, toggle, togglePage, clear }), [selected, toggle, togglePage, clear])
}
