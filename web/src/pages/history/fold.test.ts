import { describe, expect, it } from 'vitest'
import type { ChangeSet } from '../../api/history'
import { countsOf, foldCalls } from './fold'

let serial = 0
const set = (at: string, rest: Partial<ChangeSet> = {}): ChangeSet => ({
  id: `set-${(serial += 1)}`, kind: 'assign', face: 'graph', createdDateTime: at, recordedDateTime: at, reason: null,
  actor: { kind: 'app', id: 'script', displayName: 'Script', userPrincipalName: null },
  counts: { changed: 1, unchanged: 0, refused: 0 }, reverts: null, revertedBy: null, revertible: true, notRevertibleBecause: null,
  requestId: 'request', products: [], productCount: 0, person: null, ...rest,
})
const sizes = (sets: ChangeSet[]) => foldCalls(sets).map((fold) => fold.sets.length)

describe('the list of changes (25.26)', () => {
  it('folds calls of one actor and app of the same kind within 15 minutes of the newest', () => {
    expect(sizes([set('2026-03-01T10:20:00Z'), set('2026-03-01T10:10:00Z'), set('2026-03-01T10:05:00Z'), set('2026-03-01T10:04:59Z')])).toEqual([3, 1])
  })

  it('keeps apart what another actor did, came through another face, or is of another kind', () => {
    const at = '2026-03-01T10:00:00Z'
    const someone = { kind: 'user' as const, id: 'a', displayName: 'Ada', userPrincipalName: 'ada@x' }
    expect(sizes([set(at), set(at, { actor: someone }), set(at, { face: 'api' }), set(at, { kind: 'unassign' }), set(at)])).toEqual([2, 1, 1, 1])
  })

  it('is not misled by a simulated clock that stands still or leaps', () => {
    const still = '2026-03-01T10:00:00Z'
    expect(sizes([set(still, { recordedDateTime: '2026-05-01T12:00:00Z' }), set(still, { recordedDateTime: '2026-05-01T09:00:00Z' })])).toEqual([1, 1])
    expect(sizes([set('2026-04-01T10:00:00Z', { recordedDateTime: still }), set(still)])).toEqual([1, 1])
  })

  it('adds up the people', () => {
    const counts = countsOf([set('2026-03-01T10:00:00Z'), set('2026-03-01T10:00:00Z', { counts: { changed: 2, unchanged: 3, refused: 4 } })])
    expect(counts).toEqual({ changed: 3, unchanged: 3, refused: 4 })
  })
})
