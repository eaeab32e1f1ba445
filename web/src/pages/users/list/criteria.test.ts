import { describe, expect, it } from 'vitest'
import { listQueryOf, peopleOf, toggleFilter } from './criteria'

const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900'

describe('the people of a list', () => {
  it('are named by the product alone where that is all', () => {
    expect(peopleOf({ product: E3 })).toEqual({ holdersOf: E3 })
  })

  it('are named by a filter with every part, quotes doubled', () => {
    expect(peopleOf({ filter: 'licensed,disabled', product: E3, department: "R'D", location: 'DE', q: 'an' })).toEqual({
      filter: 'assignedLicenses/$count ne 0 and accountEnabled eq false and assignedLicenses/any(x:x/skuId eq '
        + `${E3}) and department eq 'R''D' and usageLocation eq 'DE' and `
        + "(startswith(displayName,'an') or startswith(surname,'an') or startswith(userPrincipalName,'an'))",
    })
    expect(peopleOf({})).toEqual({ filter: 'accountEnabled eq true or accountEnabled eq false' })
  })

  it('are asked for with the same words', () => {
    expect(listQueryOf({ filter: 'disabled', sort: '-displayName', q: 'x', location: 'GB' }))
      .toEqual({ search: 'x', filters: ['disabled'], usageLocation: 'GB', orderBy: 'displayName desc', product: undefined, department: undefined })
  })
})

describe('filters', () => {
  it('combine, but nobody is licensed and unlicensed', () => {
    expect(toggleFilter(undefined, 'disabled')).toBe('disabled')
    expect(toggleFilter('licensed,disabled', 'unlicensed')).toBe('unlicensed,disabled')
    expect(toggleFilter('disabled', 'disabled')).toBeUndefined()
  })
})
