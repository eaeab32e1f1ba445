import type { Coded, Operation, PersonOutcome, PlanRef, SkuRef } from '../src/api/types.ts'
import { catalog } from './catalog.ts'
import type { MockPath, MockPerson } from './people.ts'
import type { MockTenant } from './tenant.ts'

const productOf = (skuId: string) => catalog.find((item) => item.skuId === skuId)!
const refOf = (skuId: string): SkuRef => ({ skuId, names: productOf(skuId).names })
const skuParam = (skuId: string) => ({ sku: { id: skuId, names: productOf(skuId).names } })
const plansOf = (paths: MockPath[]): Map<string, PlanRef> =>
  new Map(paths.flatMap((path) => productOf(path.skuId).plans.map((plan) => [plan.servicePlanId, plan])))

export interface Decision {
  outcome: PersonOutcome
  paths: MockPath[]
  mailbox: MockPerson['mailbox']
}

function removalsOf(person: MockPerson, operation: Operation): string[] {
  if (operation.kind === 'unassign') return operation.products
  if (operation.kind === 'update') return operation.unassign
  return operation.kind === 'unassignAll' ? [...new Set(person.paths.map((path) => path.skuId))] : []
}

/** Why a product was left alone although it should go. */
function leftAlone(person: MockPerson, skuId: string): Coded | null {
  const paths = person.paths.filter((path) => path.skuId === skuId)
  if (paths.length === 0) return { code: 'notHeld', params: skuParam(skuId) }
  const groups = paths.flatMap((path) => (path.group ? [path.group] : []))
  if (paths.some((path) => path.kind === 'direct')) {
    return groups.length > 0 ? { code: 'stillInherited', params: { ...skuParam(skuId), groups } } : null
  }
  if (groups.length > 0) return { code: 'inheritedOnly', params: { ...skuParam(skuId), groups } }
  return { code: 'selfService', params: { ...skuParam(skuId), purchaser: paths[0]!.purchaser } }
}

/** A rough likeness of the engine: enough for the console to have something to show. */
export function decide(tenant: MockTenant, person: MockPerson, operation: Operation): Decision {
  const going = removalsOf(person, operation)
  const grants = operation.kind === 'update' ? operation.assign : operation.kind === 'assign' ? operation.products : []
  const coming = grants.map((grant) => grant.skuId)
  const reasons = going.map((skuId) => leftAlone(person, skuId)).filter((coded) => coded !== null)
  if (coming.length > 0 && !person.usageLocation) return refused(person, { code: 'usageLocationMissing' })
  // An assignment overwrites what was turned off before (API-4).
  const kept = person.paths.filter((path) => path.kind !== 'direct' || !(going.includes(path.skuId) || coming.includes(path.skuId)))
  const added = grants.map(({ skuId, disabledPlans }): MockPath => (
    { skuId, kind: 'direct', group: null, purchaser: null, disabledPlans, state: 'active', assignedDateTime: tenant.now }))
  return settle(tenant, person, [...kept, ...added], reasons)
}

function refused(person: MockPerson, reason: Coded): Decision {
  const decision = settle(null, person, person.paths, [reason])
  return { ...decision, outcome: { ...decision.outcome, status: 'refused' } }
}

/** What follows from holding these paths instead. */
export function settle(tenant: MockTenant | null, person: MockPerson, paths: MockPath[], reasons: Coded[]): Decision {
  const gone = person.paths.filter((path) => !paths.includes(path))
  const come = paths.filter((path) => !person.paths.includes(path))
  const [before, after] = [plansOf(person.paths), plansOf(paths)]
  const lost = [...before.values()].filter((plan) => !after.has(plan.servicePlanId))
  const of = (plans: Map<string, PlanRef>, service: string) => [...plans.values()].some((plan) => plan.service === service)
  const mailEnds = tenant !== null && person.mailbox.state === 'active' && !of(after, 'mail')
  const mailReturns = person.mailbox.state === 'disconnected' && of(after, 'mail')
  const purge = mailEnds ? new Date(Date.parse(tenant.now) + 30 * 86_400_000).toISOString().replace('.000', '') : null
  const filesEnd = of(before, 'files') && !of(after, 'files')
  const officeEnds = of(before, 'officeApps') && !of(after, 'officeApps')
  const mailbox: MockPerson['mailbox'] = mailEnds
    ? { state: 'disconnected', since: tenant.now, purgeDateTime: purge }
    : mailReturns ? { state: 'active', since: tenant?.now ?? null, purgeDateTime: null } : person.mailbox
  const license = (path: MockPath, change: 'removed' | 'added') =>
    ({ ...refOf(path.skuId), path: path.kind, change, before: null, after: null })
  return {
    paths, mailbox,
    outcome: {
      user: { id: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName },
      status: gone.length + come.length > 0 ? 'changed' : 'unchanged', reasons,
      licenses: [...gone.map((path) => license(path, 'removed')), ...come.map((path) => license(path, 'added'))],
      servicesLost: lost,
      servicesKept: [...plansOf(gone).values()].filter((plan) => after.has(plan.servicePlanId)).map((plan) => ({
        ...plan,
        coveredBy: paths.filter((path) => productOf(path.skuId).plans.some((one) => one.servicePlanId === plan.servicePlanId)).map((path) => refOf(path.skuId)),
      })),
      servicesGained: [...after.values()].filter((plan) => !before.has(plan.servicePlanId)),
      mailbox: mailEnds || mailReturns ? { before: person.mailbox.state, after: mailbox.state, purgeDateTime: purge } : null,
      drive: filesEnd ? { before: 'active', after: 'unlicensed', deleteDateTime: null } : null,
      office: officeEnds ? { before: 'licensed', after: 'unlicensed', reducedFunctionalityBy: null } : null,
      warnings: [
        ...(mailEnds ? [{ code: 'saveMailFirst' }, { code: 'mailBounces' }, { code: 'notSearchable' }, { code: 'mailPurge', params: { at: purge } }] : []),
        ...(filesEnd ? [{ code: 'filesKept' }] : []),
        ...(officeEnds ? [{ code: 'officeUnlicensed' }] : []),
        ...(gone.length > 0 ? [{ code: 'billUnchanged' }] : []),
      ],
    },
  }
}
