import type { AuditFilter } from '../../api/history'
import type { AuditParams } from '../../app/history-params'
import { instantsOf } from '../../util/zoned-day'

/** What the address says, as the server is asked. */
export const auditFilterOf = ({ activity, actor, target, set, from, to }: AuditParams, timeZone: string): AuditFilter => ({
  activity, actor, target, changeSet: set, ...instantsOf({ from, to }, timeZone),
})
