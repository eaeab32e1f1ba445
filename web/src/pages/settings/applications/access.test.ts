import { expect, it } from 'vitest'
import { accessDifference } from './access'

it('an edit of permissions is what it gives and what it takes, by id and type', () => {
  const permissions = [{ id: 'a', type: 'Role' as const, name: 'User.Read.All' }]
  const before = [{ id: 'a', type: 'Scope' as const }, { id: 'b', type: 'Role' as const }]
  const after = [{ id: 'a', type: 'Role' as const }, { id: 'b', type: 'Role' as const }]
  expect(accessDifference(before, after, permissions)).toEqual({
    added: [{ id: 'a', type: 'Role', name: 'User.Read.All' }], removed: [{ id: 'a', type: 'Scope', name: 'a' }],
  })
  expect(accessDifference(before, before, permissions)).toEqual({ added: [], removed: [] })
})
