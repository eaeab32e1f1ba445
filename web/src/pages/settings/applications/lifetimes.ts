import type { Timestamp } from '../../../api/types'

/** For how many days a secret can be made; the shortest first, which is the safest. */
export const LIFETIMES = [180, 365, 730] as const

export const endOf = (now: Timestamp, days: number): Timestamp =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
