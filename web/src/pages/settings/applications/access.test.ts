import { expect, it } from 'vitest'
import { accessDifference } from './access'

it('an edit of permissions is what it gives and what it takes, by id and type', () => {
  const permission = { id: 'a', type: 'Role' as const, name: 'User.Read.All', displayNames: { en: 'Read people', 'zh-Hans': '读取用户' } }
  const before = [{ id: 'a', type: 'Scope' as const }, { id: 'b', type: 'Role' as const }]
  const after = [{ id: 'a', type: 'Role' as const }, { id: 'b', type: 'Role' as const }]
  expect(accessDifference(before, after, [permission])).toEqual({
    added: [permission], removed: [{ id: 'a', type: 'Scope', name: 'a', displayNames: { en: '', 'zh-Hans': '' } }],
  })
  expect(accessDifference(before, before, [permission])).toEqual({ added: [], removed: [] })
})
