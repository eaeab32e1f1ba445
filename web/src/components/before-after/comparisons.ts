import type { LicenseChange, PersonOutcome } from '../../api/types'
import type { I18n } from '../../i18n/context'

export interface Comparison {
  key: string
  what: string
  before: string
  after: string
}

type Words = Pick<I18n, 't' | 'format'>

/** The name of a service by its id; null when the product's services are not known. */
export type PlanName = (skuId: string, planId: string) => string | null

function licenseText({ t, format }: Words, state: LicenseChange['before'], nameOf: (planId: string) => string | null): string {
  if (!state) return t('history.notAssigned')
  const off = state.disabledPlans
  if (off.length === 0) return t('history.assigned')
  const names = off.map(nameOf)
  return names.every((name) => name !== null)
    ? t('history.assignedWithout', { apps: format.list(names) })
    : t('history.assignedWithoutCount', { count: off.length })
}

/** A state that ends by itself says when. */
const ending = ({ t, format }: Words, key: 'history.keptUntil' | 'history.readOnlyBy', state: string, at: string | null | undefined) =>
  at ? t(key, { state, date: format.date(at) }) : state

/** Everything that differs between before and after, licences first. */
export function comparisonsOf(outcome: PersonOutcome, words: Words, planName: PlanName): Comparison[] {
  const { t, format } = words
  const { mailbox, drive, office } = outcome
  const paths = outcome.licenses.map(({ skuId, names, path, before, after }): Comparison => {
    const nameOf = (planId: string) => planName(skuId, planId)
    const product = format.name(names)
    return {
      key: `${skuId}${path}`,
      what: path === 'direct' ? product : t(`history.path.${path}`, { product }),
      before: licenseText(words, before, nameOf), after: licenseText(words, after, nameOf),
    }
  })
  return [
    ...paths,
    ...(mailbox ? [{
      key: 'mailbox', what: t('person.data.mailbox'), before: t(`mailbox.${mailbox.before}`),
      after: ending(words, 'history.keptUntil', t(`mailbox.${mailbox.after}`), mailbox.purgeDateTime),
    }] : []),
    ...(drive ? [{
      key: 'drive', what: t('person.data.drive'), before: t(`drive.${drive.before}`),
      after: ending(words, 'history.keptUntil', t(`drive.${drive.after}`), drive.deleteDateTime),
    }] : []),
    ...(office ? [{
      key: 'office', what: t('person.data.officeApps'), before: t(`office.${office.before}`),
      after: ending(words, 'history.readOnlyBy', t(`office.${office.after}`), office.reducedFunctionalityBy),
    }] : []),
  ]
}
