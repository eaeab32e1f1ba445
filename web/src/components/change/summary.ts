import type { PlanRef, PreviewSummary } from '../../api/types'
import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/translate'

interface Tools {
  t: Translate
  format: Format
}

/** Warnings that the sentences below already say, with counts and dates. */
const SAID_ABOVE = new Set(['mailPurge', 'filesKept', 'officeUnlicensed', 'mailReturns', 'billUnchanged'])

/** A date with how far away it is: "12 Dec 2026, in 9 days". */
export const dateWithRelative = ({ t, format }: Tools, at: string): string =>
  t('common.dateWithRelative', { date: format.date(at), relative: format.relative(at) })

/** What a change does to everyone together, one plain sentence each. */
export function consequences(summary: PreviewSummary, tools: Tools): string[] {
  const { t, format } = tools
  const sentences = summary.seats.flatMap((seat) => {
    const facts = { product: format.name(seat.names), assigned: seat.assignedAfter, available: seat.availableAfter }
    const own = seat.pool === 'organization'
    return [
      ...(seat.freed > 0 ? [t(own ? 'preview.freed' : 'preview.freedPool', { ...facts, count: seat.freed })] : []),
      ...(seat.taken > 0 ? [t('preview.taken', { ...facts, count: seat.taken })] : []),
    ]
  })
  const mailboxes = summary.mailboxesDisconnected
  if (mailboxes > 0) {
    const last = summary.earliestMailboxPurge
    sentences.push(last
      ? t('preview.mailboxes', { count: mailboxes, date: dateWithRelative(tools, last) })
      : t('preview.mailboxesOpen', { count: mailboxes }))
  }
  if (summary.mailboxesRestored > 0) sentences.push(t('preview.mailReturns', { count: summary.mailboxesRestored }))
  const files = Math.max(summary.drivesUnlicensed, summary.warnings.find((warning) => warning.code === 'filesKept')?.people ?? 0)
  if (files > 0) sentences.push(t('preview.files', { count: files }))
  if (summary.officeUnlicensed > 0) sentences.push(t('preview.office', { count: summary.officeUnlicensed }))
  return sentences
}

/** The warnings that are not yet said, in the safe order in which the server gives them. */
export const remainingWarnings = ({ warnings }: PreviewSummary): PreviewSummary['warnings'] =>
  warnings.filter((warning) => !SAID_ABOVE.has(warning.code))

/** Services that readers know come first, then those that concern most people. */
export const importantFirst = <T extends PlanRef & { people: number }>(services: T[]): T[] =>
  [...services].sort((a, b) => rank(a) - rank(b) || b.people - a.people)

const ORDER = ['mail', 'files', 'officeApps', 'teams', 'telephony', 'deviceManagement', 'cloudPc', 'other']
const rank = (plan: PlanRef): number => ORDER.indexOf(plan.service)

/** The names of the services that matter most, and how many more there are. */
export function mainServices(plans: PlanRef[], { t, format }: Tools, most = 4): string {
  const names = [...new Set([...plans].sort((a, b) => rank(a) - rank(b)).map((plan) => format.name(plan.names)))]
  if (names.length <= most) return format.list(names)
  return t('common.andMore', { items: names.slice(0, most).join(t('common.separator')), count: names.length - most })
}
