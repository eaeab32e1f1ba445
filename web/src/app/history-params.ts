import { type Face, faces } from '../api/history'
import type { Position } from '../util/pages'
import { listParams } from './search-params'

/** What the address bar holds of History and Audit, read defensively: anyone can type an address. */

type Raw = Record<string, unknown>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A day such as 2026-03-31; anything else is left out. */
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

/** Days are those of the organization's time zone, the last one included. */
interface Days {
  from?: string
  to?: string
}

const shared = (raw: Raw): Position & Days => {
  const { page, after } = listParams(raw)
  return { page, after, from: day(raw.from), to: day(raw.to) }
}

export interface HistoryParams extends Position, Days {
  user?: string
  actor?: string
  face?: Face
}

export const historyParams = (raw: Raw): HistoryParams => ({
  ...shared(raw), user: text(raw.user), actor: text(raw.actor), face: faces.find((face) => face === raw.face),
})

export interface AuditParams extends Position, Days {
  activity?: string
  actor?: string
  target?: string
  /** The change set whose records are shown. */
  set?: string
}

export const auditParams = (raw: Raw): AuditParams => ({
  ...shared(raw), activity: text(raw.activity), actor: text(raw.actor), target: text(raw.target), set: text(raw.set),
})
