import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from './client'
import { skiptokenOf } from './paths'
import type { Guid } from './types'
import { usersPaths } from './users-paths'
import type { PersonChanges } from './users-types'

/** What happened to one's own licences, newest first, more of it each time. */
export const myChangesQuery = (me: Guid) =>
  infiniteQueryOptions({
    queryKey: ['people', 'changes', me, 'mine'],
    queryFn: ({ pageParam, signal }) => get<PersonChanges>(usersPaths.changes(me, { top: 20, skiptoken: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PersonChanges) => skiptokenOf(page['@odata.nextLink']),
  })
