import type { AuditFilter } from '../../api/history'
import type { AuditParams } from '../../app/history-params'
import { between } from '../history/filter-of'

/** What the address says, as the server is asked. */
export const auditFilterOf = ({ activity, actor, target, set, from, to }: AuditParams, timeZone: string): AuditFilter => ({
  activity, actor, target, changeSet: set, ...between({ from, to }, timeZone),
})
