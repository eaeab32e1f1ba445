import { useMemo, useState } from 'react'
import type { PersonRow } from '../../../api/types'
import { type SelectionState, useSelection } from '../../../hooks/use-selection'
import type { Chosen } from '../../../components/update/chosen'
import { type Criteria, listQueryOf, peopleOf } from './criteria'

export interface PeopleSelection {
  /** For the table: when everyone is selected, every row shown is ticked. */
  table: SelectionState<PersonRow>
  chosen: Chosen
  /** Whether everyone who matches is selected. */
  everyone: boolean
  selectEveryone: () => void
  clear: () => void
}

/** Who is selected: rows, kept over pages, or everyone who matches the criteria of the moment. */
export function usePeopleSelection(criteria: Criteria, rows: readonly PersonRow[] | undefined, total: number | undefined): PeopleSelection {
  const some = useSelection<PersonRow>()
  const [everyoneOf, setEveryoneOf] = useState<string | null>(null)
  const key = JSON.stringify(criteria)
  // Other criteria match other people: who was "everyone" is not any more.
  const everyone = everyoneOf === key

  return useMemo(() => {
    const clear = () => { setEveryoneOf(null); some.clear() }
    const shown = new Map((rows ?? []).map((row) => [row.id, row]))
    /** Touching a box leaves "everyone" and keeps the page's rows. */
    const fromEveryone = () => { setEveryoneOf(null); some.togglePage([...shown.values()], true) }
    const table: SelectionState<PersonRow> = everyone
      ? {
        selected: shown, clear,
        toggle: (all, id, on, range) => { fromEveryone(); some.toggle(all, id, on, range) },
        togglePage: clear,
      }
      : some
    return {
      table, everyone, clear,
      chosen: everyone ? { kind: 'all', people: peopleOf(criteria), query: listQueryOf(criteria), count: total ?? 0 } : { kind: 'some', users: [...some.selected.values()] },
      selectEveryone: () => { some.clear(); setEveryoneOf(key) },
    }
  }, [some, everyone, rows, criteria, total, key])
}
