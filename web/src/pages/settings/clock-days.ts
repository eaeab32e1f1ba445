import type { Timestamp } from '../../api/types'

const DAY_MS = 86_400_000

/** The day, as `2026-12-12`, on which the instant falls in the zone; one that the browser does not know counts as UTC. */
export function dayOf(at: Timestamp, timeZone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, ...options }).format(new Date(at))
  } catch {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', ...options }).format(new Date(at))
  }
}

/** Days from one day to another; what is no date counts as none. */
export function daysUntil(from: string, to: string): number {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
  return Number.isFinite(days) ? days : 0
}

/** The instant so many times 24 hours later, as the server moves its clock. */
export const laterBy = (at: Timestamp, days: number): Timestamp => new Date(Date.parse(at) + days * DAY_MS).toISOString()
