import type { Loss } from '../../api/losses'
import { dayOf } from '../../util/zoned-day'

export interface DayOfLosses {
  /** Such as 2026-03-31, in the organization's time zone. */
  day: string
  losses: Loss[]
}

/** Losses, which come soonest first, under the day on which they fall. */
export function byDay(losses: readonly Loss[], timeZone: string): DayOfLosses[] {
  const days: DayOfLosses[] = []
  for (const loss of losses) {
    const day = dayOf(loss.dueDateTime, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.losses.push(loss)
    else days.push({ day, losses: [loss] })
  }
  return days
}
