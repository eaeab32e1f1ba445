import { expect, it } from 'vitest'
import type { Person } from '../../api/types'
import { editField, patchOf, valueOf } from './account-fields'

const person = { displayName: 'Ada Berg', department: 'Sales', city: null } as Person

it('edits of a person count where they differ, and empty ones unset', () => {
  const once = editField(person, {}, 'department', '')
  expect(valueOf(person, once, 'department')).toBe('')
  const twice = editField(person, once, 'displayName', ' Ada B. ')
  expect(patchOf(twice)).toEqual({ displayName: 'Ada B.', department: null })
  expect(editField(person, once, 'department', 'Sales')).toEqual({})
  expect(editField(person, {}, 'city', '')).toEqual({})
})
