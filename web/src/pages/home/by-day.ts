import type { Loss } from '../../api/losses'
import type { UserRef } from '../../api/types'
import { dayOf } from '../../util/zoned-day'

/** What one person loses on a day. */
export interface PersonLosses {
  user: UserRef
  losses: Loss[]
}

export interface DayOfLosses {
  /** Such as 2026-03-31, in the organization's time zone. */
  day: string
  people: PersonLosses[]
}

/** Losses, which come soonest first, under the day on which they fall and there under the person. */
export function byDay(losses: readonly Loss[], timeZone: string): DayOfLosses[] {
  const days = new Map<string, Map<string, PersonLosses>>()
  for (const loss of losses) {
    const day = dayOf(loss.dueDateTime, timeZone)
    const people = days.get(day) ?? new Map<string, PersonLosses>()
    const person = people.get(loss.user.id) ?? { user: loss.user, losses: [] }
    person.losses.push(loss)
    days.set(day, people.set(loss.user.id, person))
  }
  return [...days].map(([day, people]) => ({ day, people: [...people.values()] }))
}
