const DAY_MS = 86_400_000

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(instant / 1000) * 1000
}

/** The instant at which a day such as 2026-03-29 begins in a time zone. */
export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Twice, because the offset at the first guess may be that of the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, timeZone)
  return new Date(midnight - offsetAt(guess, timeZone)).toISOString().replace('.000', '')
}

/** The instant at which the day after begins. */
export function endOfDay(day: string, timeZone: string): string {
  return startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10), timeZone)
}

/** The day on which an instant falls in a time zone, as 2026-03-29. */
export function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant))
}

/** From the first of some days to the last as the instants between which they lie; an open end stays open. */
export const instantsOf = ({ from, to }: { from?: string; to?: string }, timeZone: string): { from?: string; to?: string } => ({
  from: from && startOfDay(from, timeZone),
  to: to && endOfDay(to, timeZone),
})
