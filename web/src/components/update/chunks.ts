import type { Counts } from '../../api/types'
import type { UpdateOutcome } from '../../api/users-types'

/** People in one request: few enough that progress moves and an interruption loses little. */
const CHUNK = 250
/** Beyond so many people the server makes a job of it, which goes on when the page is left. */
const AT_ONCE = 1000
/** People in one job: as many as fit into a request. */
const JOB = 100_000

/** The requests that change so many people: small ones while the page waits, else as few jobs as can be. */
export const requestsFor = <T>(ids: readonly T[]): T[][] => chunksOf(ids, ids.length > AT_ONCE ? JOB : CHUNK)

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}

/** What was done so far. */
export interface Progress {
  done: number
  total: number
  counts: Counts
  people: readonly UpdateOutcome[]
}

export const NOTHING_DONE: Progress = { done: 0, total: 0, counts: { changed: 0, unchanged: 0, refused: 0 }, people: [] }

/** Leaves out those whom a job changes. */
export const withJob = (progress: Progress, sent: number): Progress => ({ ...progress, total: progress.total - sent })

/** Adds one request's results. */
export const withResults = (progress: Progress, sent: number, people: readonly UpdateOutcome[]): Progress => {
  const of = (status: UpdateOutcome['status']) => people.filter((person) => person.status === status).length
  const { changed, unchanged, refused } = progress.counts
  return {
    ...progress, done: progress.done + sent,
    counts: { changed: changed + of('changed'), unchanged: unchanged + of('unchanged'), refused: refused + of('refused') },
    people: [...progress.people, ...people],
  }
}
