import { describe, expect, it } from 'vitest'
import { quantityOf, termEndOf } from './purchase'

describe('a purchase', () => {
  it('has a whole number of licenses within the limit', () => {
    expect(['1', ' 25 ', '10000000'].map(quantityOf)).toEqual([1, 25, 10_000_000])
    expect(['', '0', '-3', '1.5', 'ten', '10000001', '1e3'].map(quantityOf)).toEqual([null, null, null, null, null, null, null])
  })

  it('ends with the chosen day', () => {
    expect(termEndOf('2027-03-01')).toBe('2027-03-01T23:59:59Z')
    expect(termEndOf('')).toBeUndefined()
  })
})
