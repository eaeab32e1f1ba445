import { expect, it } from 'vitest'
import { columnsIn, columnsText } from './columns'

it('columns come back from the address as they went into it', () => {
  for (const columns of [['upn', 'licenses', 'department'], ['location'], []] as const) expect(columnsIn(columnsText(columns))).toEqual(columns)
})

it('an address that names no column that is known leaves it to what is remembered', () => {
  expect(columnsIn(undefined)).toBeNull()
  expect(columnsIn('nope')).toBeNull()
  expect(columnsIn('department,nope,upn')).toEqual(['upn', 'department'])
})
