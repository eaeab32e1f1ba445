import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, getPage } from './client'
import { type ListQuery, skiptokenOf, withQuery } from './paths'
import { PAGE_KEPT_MS, PAGE_SIZE } from './queries'
import type { ActorRef, Counts, Guid, Page, PersonOutcome, SkuRef, Timestamp, UserRef } from './types'

export const faces = ['adminCenter', 'commandLine', 'graph', 'api', 'system'] as const
/** Through what a command came. */
export type Face = (typeof faces)[number]

export const changeKinds = [
  'assign', 'unassign', 'unassignAll', 'replace', 'move', 'revert',
  'createUser', 'updateUser', 'deleteUser', 'restoreUser', 'purgeUser', 'administration', 'scheduled',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What belongs together and can be undone together (25.26). */
export interface ChangeSet {
  id: Guid
  kind: ChangeKind
  actor: ActorRef
  face: Face
  createdDateTime: Timestamp
  recordedDateTime: Timestamp
  reason: string | null
  counts: Counts
  /** Products whose licences it changed, at most five. */
  products: SkuRef[]
  /** How many products in all; null for so many people that only the first were looked at. */
  productCount: number | null
  /** Whom it is about, when it is one person. */
  person: UserRef | null
  reverts: Guid | null
  revertedBy: Guid | null
  revertible: boolean
  notRevertibleBecause: string | null
  requestId: string
}

/** What narrows the list of change sets; times are instants. */
export interface ChangeSetFilter {
  user?: Guid
  actor?: Guid
  face?: Face
  from?: Timestamp
  to?: Timestamp
}

export interface AuditRecord {
  id: string
  activity: string
  category: string
  activityDateTime: Timestamp
  recordedDateTime: Timestamp
  result: string
  actor: ActorRef
  face: Face
  target: { kind: string; id: string; displayName: string; userPrincipalName: string | null }
  modifiedProperties: { name: string; old: string; new: string }[]
  changeSetId: Guid
  requestId: string
  hash: string
}

export interface AuditFilter {
  activity?: string
  actor?: Guid
  target?: string
  changeSet?: Guid
  from?: Timestamp
  to?: Timestamp
}

const id = encodeURIComponent
const page = ({ top, skiptoken }: ListQuery) => ({ $top: top, $skiptoken: skiptoken })

export const historyPaths = {
  changeSets: (filter: ChangeSetFilter, q: ListQuery) => withQuery('/reseat/v1/changeSets', { ...filter, ...page(q) }),
  changeSet: (set: Guid) => `/reseat/v1/changeSets/${id(set)}`,
  items: (set: Guid, q: ListQuery) => withQuery(`/reseat/v1/changeSets/${id(set)}/items`, page(q)),
  auditRecord: (record: string) => `/reseat/v1/audit/${id(record)}`,
  audit: (filter: AuditFilter, q: ListQuery) => withQuery('/reseat/v1/audit', { ...filter, ...page(q) }),
}

export const changeSetsQuery = (filter: ChangeSetFilter, skiptoken?: string) =>
  queryOptions({
    queryKey: ['history', 'changeSets', filter, skiptoken],
    gcTime: PAGE_KEPT_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<ChangeSet>(historyPaths.changeSets(filter, { top: PAGE_SIZE, skiptoken }), signal),
  })

export const changeSetQuery = (set: Guid) =>
  queryOptions({
    queryKey: ['history', 'changeSet', set],
    queryFn: ({ signal }) => get<ChangeSet>(historyPaths.changeSet(set), signal),
  })

/** The people of a change set, more of them each time. */
export const itemsQuery = (set: Guid) =>
  infiniteQueryOptions({
    queryKey: ['history', 'items', set],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => get<Page<PersonOutcome>>(historyPaths.items(set, { top: PAGE_SIZE, skiptoken: pageParam }), signal),
    getNextPageParam: (last) => skiptokenOf(last['@odata.nextLink']),
  })

export const auditQuery = (filter: AuditFilter, skiptoken?: string) =>
  queryOptions({
    queryKey: ['history', 'audit', filter, skiptoken],
    gcTime: PAGE_KEPT_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<AuditRecord>(historyPaths.audit(filter, { top: PAGE_SIZE, skiptoken }), signal),
  })

export const auditRecordQuery = (record: string) =>
  queryOptions({
    queryKey: ['history', 'auditRecord', record],
    queryFn: ({ signal }) => get<AuditRecord>(historyPaths.auditRecord(record), signal),
  })
