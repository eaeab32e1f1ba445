import type { Counts } from '../../api/types'
import type { UpdateOutcome } from '../../api/users-types'

/** People in one request: few enough that progress moves and an interruption loses little. */
export const CHUNK = 250

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
