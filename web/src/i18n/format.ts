import type { Names, Timestamp } from '../api/types'
import type { Language } from './language'
import { localeOf } from './translate'

export interface Format {
  date: (at: Timestamp) => string
  dateTime: (at: Timestamp) => string
  /** "in 9 days", counted in calendar days of the organization's time zone. */
  relative: (at: Timestamp) => string
  number: (n: number) => string
  list: (items: string[]) => string
  either: (items: string[]) => string
  name: (names: Names) => string
  country: (code: string) => string
}

interface Context {
  language: Language
  timeZone: string
  now: () => Date
}

const DAY_MS = 86_400_000

/** Midnight of the day on which `at` falls in the zone, as a count of days. */
function dayNumber(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / DAY_MS)
}

/** A zone that this browser does not know (or none) is read as UTC. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

export function createFormat({ language, timeZone, now }: Context): Format {
  const locale = localeOf[language]
  const zone = knownZone(timeZone)
  const date = new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' })
  const dateTime = new Intl.DateTimeFormat(locale, {
    timeZone: zone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
  })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale)
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  return {
    date: (at) => date.format(new Date(at)),
    dateTime: (at) => dateTime.format(new Date(at)),
    relative: (at) => relative.format(dayNumber(new Date(at), zone) - dayNumber(now(), zone), 'day'),
    number: (n) => number.format(n),
    list: (items) => and.format(items),
    either: (items) => or.format(items),
    name: (names) => names[language] || names.en,
    country: (code) => (/^[A-Za-z]{2}$/.test(code) ? (regions.of(code.toUpperCase()) ?? code) : code),
  }
}
