import type { People, PersonRow } from '../../api/types'
import type { PeopleListQuery } from '../../api/users-types'

/** Whom an action is for: people ticked one by one, or everyone whom the list holds. */
export type Chosen =
  | { kind: 'some'; users: readonly PersonRow[] }
  | { kind: 'all'; people: People; query: PeopleListQuery; count: number }

export const countOf = (chosen: Chosen): number => (chosen.kind === 'some' ? chosen.users.length : chosen.count)

/** The one person, when it is exactly one. */
export const onlyOne = (chosen: Chosen): PersonRow | null =>
  chosen.kind === 'some' && chosen.users.length === 1 ? chosen.users[0]! : null

/** Whom, as a change of licences names them. */
export const selectorOf = (chosen: Chosen): People =>
  chosen.kind === 'all' ? chosen.people : { ids: chosen.users.map((user) => user.id) }
