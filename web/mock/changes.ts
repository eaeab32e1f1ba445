import type { ChangeResult, Counts, Job, Operation, PersonOutcome, Preview, SeatSummary } from '../src/api/types.ts'
import { decide, type Decision, settle } from './decide.ts'
import type { MockPerson } from './people.ts'
import type { ChangeSet, MockTenant } from './tenant.ts'

type Decided = { person: MockPerson; decision: Decision }[]

export const decideAll = (tenant: MockTenant, ids: string[], operation: Operation): Decided =>
  ids.flatMap((id) => tenant.find(id) ?? []).map((person) => ({ person, decision: decide(tenant, person, operation) }))

export const decideRevert = (tenant: MockTenant, set: ChangeSet): Decided =>
  set.before.map(({ person, paths }) => ({ person, decision: settle(tenant, person, paths, []) }))

const countsOf = (people: PersonOutcome[]): Counts => ({
  changed: people.filter((one) => one.status === 'changed').length,
  unchanged: people.filter((one) => one.status === 'unchanged').length,
  refused: people.filter((one) => one.status === 'refused').length,
})

function seatsOf(tenant: MockTenant, people: PersonOutcome[]): SeatSummary[] {
  return tenant.rows().flatMap((row) => {
    const changes = people.flatMap((one) => one.licenses).filter((license) => license.skuId === row.skuId)
    const freed = changes.filter((license) => license.change === 'removed').length
    const taken = changes.filter((license) => license.change === 'added').length
    if (freed + taken === 0) return []
    const assignedAfter = row.assigned - freed + taken
    return [{
      skuId: row.skuId, names: row.names, pool: 'organization' as const, freed, taken, assignedAfter,
      availableAfter: Math.max(0, row.enabled - assignedAfter),
    }]
  })
}

/** Equal entries once, with how often they occur. */
function counted<T extends object>(entries: T[], key: (entry: T) => string): (T & { people: number })[] {
  const known = new Map<string, T & { people: number }>()
  for (const entry of entries) known.set(key(entry), { ...entry, people: (known.get(key(entry))?.people ?? 0) + 1 })
  return [...known.values()]
}

export function previewOf(tenant: MockTenant, decided: Decided): Preview {
  const people = decided.map(({ decision }) => decision.outcome)
  const licenses = people.flatMap((one) => one.licenses)
  const count = (change: 'removed' | 'added' | 'updated') => licenses.filter((one) => one.change === change).length
  const purges = people.flatMap((one) => one.mailbox?.purgeDateTime ?? []).sort()
  return {
    previewToken: `preview-${tenant.newId()}`, counts: countsOf(people), people,
    summary: {
      licenses: { removed: count('removed'), added: count('added'), updated: count('updated') },
      servicesLost: counted(people.flatMap((one) => one.servicesLost), (plan) => plan.servicePlanId),
      servicesKept: counted(people.flatMap((one) => one.servicesKept), (plan) => plan.servicePlanId),
      seats: seatsOf(tenant, people),
      mailboxesDisconnected: people.filter((one) => one.mailbox?.after === 'disconnected').length,
      earliestMailboxPurge: purges[0] ?? null,
      mailboxesRestored: people.filter((one) => one.mailbox?.before === 'disconnected').length,
      drivesUnlicensed: people.filter((one) => one.drive).length,
      officeUnlicensed: people.filter((one) => one.office).length,
      warnings: counted(people.flatMap((one) => one.warnings), (warning) => warning.code),
      reasons: counted(people.flatMap((one) => one.reasons), (reason) => JSON.stringify(reason)),
    },
  }
}

export function commit(tenant: MockTenant, decided: Decided): ChangeResult {
  const id = tenant.newId()
  const people = decided.map(({ decision }) => decision.outcome)
  tenant.changeSets.set(id, { id, before: decided.map(({ person }) => ({ person, paths: person.paths, mailbox: person.mailbox })) })
  for (const { person, decision } of decided) {
    if (decision.outcome.status !== 'changed') continue
    person.paths = decision.paths
    person.mailbox = decision.mailbox
  }
  return { changeSetId: id, status: 'completed', counts: countsOf(people), people }
}

/** A job that is done at once but lets itself be watched: each look moves it on by a fifth. */
export function commitAsJob(tenant: MockTenant, decided: Decided, actor: MockPerson, kind: Job['kind']): Job {
  const result = commit(tenant, decided)
  const job = {
    id: tenant.newId(), status: 'running' as const, kind, total: decided.length, done: 0, counts: result.counts,
    changeSetId: result.changeSetId, createdDateTime: tenant.now, people: result.people, polls: 0,
    createdBy: { kind: 'user' as const, id: actor.id, displayName: actor.displayName, userPrincipalName: actor.userPrincipalName },
  }
  tenant.jobs.unshift(job)
  return job
}

export function look(job: MockTenant['jobs'][number]): Job {
  if (job.status === 'running') {
    job.polls += 1
    job.done = Math.min(job.total, Math.floor((job.polls * job.total) / 8))
    if (job.done === job.total) job.status = 'completed'
  }
  return { ...job, people: undefined, polls: undefined } as Job
}
