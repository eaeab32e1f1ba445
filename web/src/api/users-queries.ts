import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, getPage } from './client'
import { skiptokenOf } from './paths'
import { PAGE_KEPT_MS, PAGE_SIZE } from './queries'
import type { Page, PersonRow } from './types'
import { usersPaths } from './users-paths'
import type { PeopleListQuery, PersonChanges } from './users-types'

export const peopleListQuery = (q: PeopleListQuery) =>
  queryOptions({
    queryKey: ['people', 'list', q],
    gcTime: PAGE_KEPT_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<PersonRow>(usersPaths.people({ top: PAGE_SIZE, ...q }), signal),
  })

/** What was done to a person, more of it each time. */
export const personChangesQuery = (userId: string) =>
  infiniteQueryOptions({
    queryKey: ['people', 'changes', userId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => get<PersonChanges>(usersPaths.changes(userId, { top: 20, skiptoken: pageParam }), signal),
    getNextPageParam: (last) => skiptokenOf(last['@odata.nextLink']),
  })

interface Organization {
  verifiedDomains?: { name: string; isDefault?: boolean }[]
}

/** The domains that a sign-in name may end in. */
export const domainsQuery = queryOptions({
  queryKey: ['organization', 'domains'],
  staleTime: 300_000,
  retry: false,
  queryFn: async ({ signal }): Promise<string[]> => {
    const { value } = await get<Page<Organization>>(usersPaths.organization(), signal)
    return value.flatMap((organization) => organization.verifiedDomains ?? []).map((domain) => domain.name)
  },
})
