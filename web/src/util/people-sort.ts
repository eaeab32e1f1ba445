/** The orders that the server has an index for; "-displayName" is the API's "displayName desc". */
export const peopleSorts = ['displayName', '-displayName', 'userPrincipalName', '-userPrincipalName'] as const
export type PeopleSort = (typeof peopleSorts)[number]
export type PeopleSortColumn = 'displayName' | 'userPrincipalName'

/** As the API is asked; undefined for its own order, by name. */
export function orderByOf(sort: PeopleSort | undefined): string | undefined {
  if (sort === undefined) return undefined
  return sort.startsWith('-') ? `${sort.slice(1)} desc` : sort
}

/** The next order when a column's header is chosen: its own, then turned round. By name is the default and stays out of the address. */
export function nextSort(current: PeopleSort | undefined, column: PeopleSortColumn): PeopleSort | undefined {
  const now = current ?? 'displayName'
  if (now === column) return `-${column}`
  return column === 'displayName' ? undefined : column
}

interface SortedHeader {
  sort: 'ascending' | 'descending' | 'none'
  onSort: () => void
}

/** What a column's header says and does; nothing where there is no choice of order. */
export function sortedHeader(
  sort: PeopleSort | undefined, column: PeopleSortColumn, onSort: ((sort: PeopleSort | undefined) => void) | undefined,
): SortedHeader | undefined {
  if (!onSort) return undefined
  const now = sort ?? 'displayName'
  return { sort: now === column ? 'ascending' : now === `-${column}` ? 'descending' : 'none', onSort: () => onSort(nextSort(sort, column)) }
}
