import { expect, it } from 'vitest'
import { chunksOf, NOTHING_DONE, withResults } from './chunks'

it('cuts into parts and adds their results up', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  const outcome = (status: 'changed' | 'refused') => ({ user: { id: status, displayName: '', userPrincipalName: '' }, status, reasons: [] })
  const once = withResults({ ...NOTHING_DONE, total: 3 }, 2, [outcome('changed'), outcome('refused')])
  expect(withResults(once, 1, [outcome('changed')])).toMatchObject({ done: 3, total: 3, counts: { changed: 2, unchanged: 0, refused: 1 } })
})
