import { expect, it } from 'vitest'
import { dayOf, daysUntil, laterBy } from './clock-days'

it('days are those of the organization, also where the browser does not know its zone', () => {
  expect(dayOf('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02')
  expect(dayOf('2026-03-01T23:30:00Z', 'Mars/Olympus')).toBe('2026-03-01')
})

it('a date is so many days ahead, over leap days and the change of summer time', () => {
  expect(daysUntil('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysUntil('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysUntil('2026-03-28', '2026-03-27')).toBe(-1)
  expect(daysUntil('2026-03-28', 'soon')).toBe(0)
  expect(laterBy('2026-03-28T09:00:00Z', 30)).toBe('2026-04-27T09:00:00.000Z')
})
