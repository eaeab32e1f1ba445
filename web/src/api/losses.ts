import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get } from './client'
import { type ListQuery, skiptokenOf, withQuery } from './paths'
import type { Guid, Page, Timestamp, UserRef } from './types'

export const lossKinds = ['mailbox', 'deletedUser', 'drive', 'office'] as const
export type LossKind = (typeof lossKinds)[number]

/** Something that goes for good at its instant unless someone stops it. */
export interface Loss {
  user: UserRef
  kind: LossKind
  dueDateTime: Timestamp
  /** The change set that started its clock. */
  reasonChangeSetId: Guid | null
}

/** Of the whole time asked for; only the first page has them. */
export interface LossCounts extends Record<LossKind, number> {
  /** False when there are too many clocks to count at once: there are then at least so many. */
  complete: boolean
}

export interface Losses extends Page<Loss> {
  counts?: LossCounts
}

/** How many losses Home shows at a time. */
const TOP = 20

export const lossesPath = (within: number, { top, skiptoken }: ListQuery) =>
  withQuery('/reseat/v1/losses', { within, $top: top, $skiptoken: skiptoken })

/** What will be lost within so many days, soonest first, more each time. */
export const lossesQuery = (within: number) =>
  infiniteQueryOptions({
    queryKey: ['losses', 'list', within],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => get<Losses>(lossesPath(within, { top: TOP, skiptoken: pageParam }), signal),
    getNextPageParam: (last) => skiptokenOf(last['@odata.nextLink']),
  })

/** Only how much will be lost within so many days. */
export const lossCountsQuery = (within: number) =>
  queryOptions({
    queryKey: ['losses', 'soon', within],
    queryFn: async ({ signal }) => (await get<Losses>(lossesPath(within, { top: 1 }), signal)).counts ?? null,
  })
