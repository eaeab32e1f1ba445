import { expect, it } from 'vitest'
import { seatsOf } from './seats'

it('self-service purchases are counted apart from the organization (25.14, UNA-16)', () => {
  const pool = { poolId: 'p', purchaser: null, assigned: 2, total: 5, available: 3 }
  const row = { assigned: 12, available: 0, total: 12, selfService: [pool, { ...pool, poolId: 'q', assigned: 1, available: 4 }] }
  expect(seatsOf(row, false)).toMatchObject({ assigned: 12, available: 0, total: 12 })
  expect(seatsOf(row, true)).toEqual({ assigned: 3, available: 7, total: 10 })
})
