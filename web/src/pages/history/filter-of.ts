import type { ChangeSetFilter } from '../../api/history'
import type { HistoryParams } from '../../app/history-params'
import { instantsOf } from '../../util/zoned-day'

/** What the address says, as the server is asked. */
export const filterOf = ({ user, actor, face, ...days }: Omit<HistoryParams, 'page' | 'after'>, timeZone: string): ChangeSetFilter => ({
  user, actor, face, ...instantsOf(days, timeZone),
})
