import { describe, expect, it } from 'vitest'
import { dayOf, endOfDay, startOfDay } from './zoned-day'

describe('a day of the organization', () => {
  it('begins at midnight there, not at the reader\'s or in UTC', () => {
    expect(startOfDay('2026-01-15', 'Asia/Shanghai')).toBe('2026-01-14T16:00:00Z')
    expect(startOfDay('2026-01-15', 'America/New_York')).toBe('2026-01-15T05:00:00Z')
    expect(endOfDay('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00Z')
  })

  it('has 23 or 25 hours when the clocks change', () => {
    expect(startOfDay('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00Z')
    expect(endOfDay('2026-03-29', 'Europe/London')).toBe('2026-03-29T23:00:00Z')
    expect(startOfDay('2026-10-25', 'Europe/London')).toBe('2026-10-24T23:00:00Z')
    expect(endOfDay('2026-10-25', 'Europe/London')).toBe('2026-10-26T00:00:00Z')
  })

  it('is found again from an instant', () => {
    expect(dayOf('2026-01-14T16:00:00Z', 'Asia/Shanghai')).toBe('2026-01-15')
    expect(dayOf('2026-01-14T15:59:59Z', 'Asia/Shanghai')).toBe('2026-01-14')
  })
})
