import { expect, it } from 'vitest'
import { nextSort, orderByOf, sortedHeader } from './people-sort'

it('turns round when the same column is chosen again', () => {
  expect(nextSort(undefined, 'displayName')).toBe('-displayName')
  expect(nextSort('-displayName', 'displayName')).toBeUndefined()
  expect(nextSort('-displayName', 'userPrincipalName')).toBe('userPrincipalName')
  expect(nextSort('userPrincipalName', 'userPrincipalName')).toBe('-userPrincipalName')
})

it('asks as the API wants to be asked', () => {
  expect([undefined, 'userPrincipalName', '-displayName'].map((sort) => orderByOf(sort as Parameters<typeof orderByOf>[0])))
    .toEqual([undefined, 'userPrincipalName', 'displayName desc'])
})

it('says on each header what the order is, and nothing where there is no choice', () => {
  expect(sortedHeader(undefined, 'displayName', () => undefined)?.sort).toBe('ascending')
  expect(sortedHeader('-userPrincipalName', 'userPrincipalName', () => undefined)?.sort).toBe('descending')
  expect(sortedHeader('-userPrincipalName', 'displayName', () => undefined)?.sort).toBe('none')
  expect(sortedHeader('-displayName', 'displayName', undefined)).toBeUndefined()
})
