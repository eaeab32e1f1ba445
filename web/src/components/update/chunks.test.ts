import { expect, it } from 'vitest'
import { chunksOf, NOTHING_DONE, requestsFor, withJob, withResults } from './chunks'

it('cuts into parts and adds their results up', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  const outcome = (status: 'changed' | 'refused') => ({ user: { id: status, displayName: '', userPrincipalName: '' }, status, reasons: [] })
  const once = withResults({ ...NOTHING_DONE, total: 3 }, 2, [outcome('changed'), outcome('refused')])
  expect(withResults(once, 1, [outcome('changed')])).toMatchObject({ done: 3, total: 3, counts: { changed: 2, unchanged: 0, refused: 1 } })
})

it('waits for a thousand people in parts, and leaves more to jobs', () => {
  const sizes = (count: number) => requestsFor(Array.from({ length: count })).map((part) => part.length)
  expect(sizes(600)).toEqual([250, 250, 100])
  expect(sizes(1001)).toEqual([1001])
  expect(sizes(250_000)).toEqual([100_000, 100_000, 50_000])
  expect(withJob({ ...NOTHING_DONE, total: 1001 }, 1001).total).toBe(0)
})
