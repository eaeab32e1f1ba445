import type { People } from '../../../api/types'
import type { PeopleListQuery } from '../../../api/users-types'
import { filtersOf, type UsersParams } from '../../../app/search-params'
import { orderByOf } from '../../../util/people-sort'

/** What narrows and orders the list of people; it lives in the address bar and in saved views. */
export type Criteria = Pick<UsersParams, 'q' | 'filter' | 'product' | 'department' | 'location' | 'sort'>

export const criteriaOf = ({ q, filter, product, department, location, sort }: UsersParams): Criteria =>
  ({ q, filter, product, department, location, sort })

/** No search, no filter, by name. */
export const NO_CRITERIA: Criteria = {
  q: undefined, filter: undefined, product: undefined, department: undefined, location: undefined, sort: undefined,
}

/** Whether anything keeps people out of the list. */
export const isNarrowed = ({ q, filter, product, department, location }: Criteria): boolean =>
  [q, filter, product, department, location].some((value) => value !== undefined)

export const listQueryOf = ({ q, filter, product, department, location, sort }: Criteria): PeopleListQuery => ({
  search: q, filters: filtersOf(filter), product, department, usageLocation: location, orderBy: orderByOf(sort),
})

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const FILTERS = {
  licensed: 'assignedLicenses/$count ne 0',
  unlicensed: 'assignedLicenses/$count eq 0',
  disabled: 'accountEnabled eq false',
} as const

/** Everyone whom the list holds, as a change selects them: the server finds them again when it begins. */
export function peopleOf(criteria: Criteria): People {
  const { q, product, department, location } = criteria
  const filters = filtersOf(criteria.filter)
  if (product && !q && !department && !location && filters.length === 0) return { holdersOf: product }
  const parts: string[] = filters.map((filter) => FILTERS[filter])
  if (product) parts.push(`assignedLicenses/any(x:x/skuId eq ${product})`)
  if (department) parts.push(`department eq ${quoted(department)}`)
  if (location) parts.push(`usageLocation eq ${quoted(location)}`)
  if (q) parts.push(`(${['displayName', 'surname', 'userPrincipalName'].map((name) => `startswith(${name},${quoted(q)})`).join(' or ')})`)
  return { filter: parts.length > 0 ? parts.join(' and ') : 'accountEnabled eq true or accountEnabled eq false' }
}

/** Turns a filter on or off; licensed and unlicensed exclude each other. */
export function toggleFilter(filter: string | undefined, which: 'licensed' | 'unlicensed' | 'disabled'): string | undefined {
  const on = new Set(filtersOf(filter))
  if (on.has(which)) {
    on.delete(which)
  } else {
    on.add(which)
    if (which === 'licensed') on.delete('unlicensed')
    if (which === 'unlicensed') on.delete('licensed')
  }
  return filtersOf([...on].join(',')).join(',') || undefined
}
