import { useMemo, useState } from 'react'
import { type SelectionState, useSelection } from '../../hooks/use-selection'
import type { HolderRow } from './HoldersTable'

export interface HolderSelection {
  /** What the table shows and changes. */
  table: SelectionState<HolderRow>
  /** Whether it is everyone who holds the product, seen or not. */
  everyone: boolean
  selectEveryone: () => void
}

/** The selection of a product's holders, with the step from "everyone here" to "everyone". */
export function useHolderSelection(): HolderSelection {
  const base = useSelection<HolderRow>()
  const [everyone, setEveryone] = useState(false)
  return useMemo(() => ({
    everyone,
    selectEveryone: () => setEveryone(true),
    table: {
      ...base,
      // Whoever picks rows by hand again means only those that they have seen.
      toggle: (...change) => { setEveryone(false); base.toggle(...change) },
      togglePage: (...change) => { setEveryone(false); base.togglePage(...change) },
      clear: () => { setEveryone(false); base.clear() },
    },
  }), [base, everyone])
}
