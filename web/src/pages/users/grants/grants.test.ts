import { describe, expect, it } from 'vitest'
import { grantOf, NO_GRANTS, setOff, setProduct } from './grants'

describe('chosen products', () => {
  it('start with everything on and forget what was off when they are left out', () => {
    const on = setProduct(setProduct(NO_GRANTS, 'e3', true), 'visio', true)
    const off = setOff(on, 'e3', new Set(['teams', 'forms']))
    expect(grantOf(off, 'e3')).toEqual({ skuId: 'e3', disabledPlans: ['teams', 'forms'] })
    expect(grantOf(off, 'visio')?.disabledPlans).toEqual([])
    expect(setProduct(setProduct(off, 'e3', false), 'e3', true)).toContainEqual({ skuId: 'e3', disabledPlans: [] })
  })
})
