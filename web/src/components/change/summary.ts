import type { KeptPlan, PersonOutcome, PlanRef, Preview, SkuRef } from '../../api/types'
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
export function consequences(preview: Preview, tools: Tools): string[] {
  const { t, format } = tools
  const { summary } = preview
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
export const remainingWarnings = (preview: Preview): Preview['summary']['warnings'] =>
  preview.summary.warnings.filter((warning) => !SAID_ABOVE.has(warning.code))

export interface KeptService {
  plan: PlanRef
  people: number
  coveredBy: SkuRef[]
}

/** Services that stay because another licence covers them, over all people; those that readers know come first. */
export function keptServices(people: PersonOutcome[]): KeptService[] {
  const byPlan = new Map<string, KeptService>()
  const add = (kept: KeptPlan) => {
    const entry = byPlan.get(kept.servicePlanId) ?? { plan: kept, people: 0, coveredBy: [] }
    entry.people += 1
    const known = new Set(entry.coveredBy.map((sku) => sku.skuId))
    entry.coveredBy.push(...kept.coveredBy.filter((sku) => !known.has(sku.skuId)))
    byPlan.set(kept.servicePlanId, entry)
  }
  people.forEach((person) => person.servicesKept.forEach(add))
  return [...byPlan.values()].sort((a, b) => rank(a.plan) - rank(b.plan) || b.people - a.people)
}

const ORDER = ['mail', 'files', 'officeApps', 'teams', 'telephony', 'deviceManagement', 'cloudPc', 'other']
const rank = (plan: PlanRef): number => ORDER.indexOf(plan.service)

/** The names of the services that matter most, and how many more there are. */
export function mainServices(plans: PlanRef[], { t, format }: Tools, most = 4): string {
  const names = [...new Set([...plans].sort((a, b) => rank(a) - rank(b)).map((plan) => format.name(plan.names)))]
  if (names.length <= most) return format.list(names)
  return t('common.andMore', { items: names.slice(0, most).join(t('common.separator')), count: names.length - most })
}

/** How many licences a change takes away and gives, over everyone: what the button is named by. */
export function licenseCounts(preview: Preview): { removed: number; added: number; updated: number } {
  const counts = { removed: 0, added: 0, updated: 0 }
  for (const person of preview.people) for (const license of person.licenses) counts[license.change] += 1
  return counts
}
