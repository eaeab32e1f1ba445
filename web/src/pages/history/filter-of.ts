import type { ChangeSetFilter } from '../../api/history'
import type { HistoryParams } from '../../app/history-params'
import { endOfDay, startOfDay } from '../../util/zoned-day'

/** Days of the organization's calendar as the instants between which they lie. */
export const between = ({ from, to }: { from?: string; to?: string }, timeZone: string): { from?: string; to?: string } => ({
  from: from && startOfDay(from, timeZone),
  to: to && endOfDay(to, timeZone),
})

/** What the address says, as the server is asked. */
export const filterOf = ({ user, actor, face, ...days }: Omit<HistoryParams, 'page' | 'after'>, timeZone: string): ChangeSetFilter => ({
  user, actor, face, ...between(days, timeZone),
})
