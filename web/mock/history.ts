import type { AuditRecord, ChangeSet } from '../src/api/history.ts'
import type { Losses } from '../src/api/losses.ts'
import type { ChangeResult } from '../src/api/types.ts'
import type { MockPerson } from './people.ts'
import type { MockTenant } from './tenant.ts'

/** A change with what it did; the stand-in keeps no more than the pages show. */
export interface MockChange {
  set: ChangeSet
  people: ChangeResult['people']
}

/** Remembers what someone did, newest first. */
export function remember(tenant: MockTenant, me: MockPerson, kind: ChangeSet['kind'], result: ChangeResult, reverts: string | null = null): void {
  if (!result.changeSetId || result.counts.changed === 0) return
  const undone = reverts === null ? undefined : tenant.history.find(({ set }) => set.id === reverts)?.set
  if (undone) Object.assign(undone, { revertedBy: result.changeSetId, revertible: false, notRevertibleBecause: 'alreadyReverted' })
  const actor = { kind: 'user' as const, id: me.id, displayName: me.displayName, userPrincipalName: me.userPrincipalName }
  tenant.history.unshift({
    people: result.people,
    set: {
      id: result.changeSetId, kind, actor, face: 'adminCenter', createdDateTime: tenant.now, recordedDateTime: tenant.now, reason: null, ...aboutOf(result),
      counts: result.counts, reverts, revertedBy: null, revertible: true, notRevertibleBecause: null, requestId: tenant.newId(),
    },
  })
}

/** The products and, where it is one, the person that a result is about. */
function aboutOf({ people }: ChangeResult): Pick<ChangeSet, 'products' | 'productCount' | 'person'> {
  const products = [...new Map(people.flatMap(({ licenses }) => licenses).map(({ skuId, names }) => [skuId, { skuId, names }])).values()]
  return { products: products.slice(0, 5), productCount: products.length, person: people.length === 1 ? people[0]!.user : null }
}

/** The change sets that the address asks for. */
export function changeSets(tenant: MockTenant, url: URL): ChangeSet[] {
  const asked = (name: string) => url.searchParams.get(name)
  return tenant.history
    .filter(({ people }) => !asked('user') || people.some(({ user }) => user.id === asked('user')))
    .map(({ set }) => set)
    .filter((set) => (!asked('actor') || set.actor.id === asked('actor')) && (!asked('face') || set.face === asked('face')))
    .filter((set) => (!asked('from') || set.createdDateTime >= asked('from')!) && (!asked('to') || set.createdDateTime < asked('to')!))
}

/** One record for each person who was changed. */
export function audit(tenant: MockTenant, url: URL): AuditRecord[] {
  const asked = (name: string) => url.searchParams.get(name)
  return tenant.history.flatMap(({ set, people }, place) => people.filter(({ status }) => status === 'changed').map((person, index) => ({
    id: `${tenant.history.length - place}-${index}`, activity: 'Change user license', category: 'UserManagement', activityDateTime: set.createdDateTime,
    recordedDateTime: set.recordedDateTime, result: 'success', actor: set.actor, face: set.face, target: { kind: 'User', ...person.user },
    modifiedProperties: person.licenses.map((license) => ({
      name: 'AssignedLicense', old: license.before ? license.names.en : '', new: license.after ? license.names.en : '',
    })),
    changeSetId: set.id, requestId: set.requestId, hash: set.id.replaceAll('-', '').repeat(2),
  })))
    .filter((record) => (!asked('changeSet') || record.changeSetId === asked('changeSet')) && (!asked('activity') || record.activity === asked('activity')))
    .filter((record) => (!asked('actor') || record.actor.id === asked('actor')) && (!asked('target') || record.target.id === asked('target')))
}

/** Mailboxes whose day comes. */
export function losses(tenant: MockTenant, url: URL): Losses {
  const end = new Date(Date.parse(tenant.now) + Number(url.searchParams.get('within') ?? 30) * 86_400_000).toISOString()
  const value = tenant.people.flatMap(({ id, displayName, userPrincipalName, mailbox }) => {
    const due = mailbox.state === 'disconnected' ? mailbox.purgeDateTime : null
    if (!due || due > end) return []
    const reason = tenant.history.find(({ people }) => people.some(({ user }) => user.id === id))?.set.id ?? null
    return [{ user: { id, displayName, userPrincipalName }, kind: 'mailbox' as const, dueDateTime: due, reasonChangeSetId: reason }]
  }).sort((a, b) => a.dueDateTime.localeCompare(b.dueDateTime))
  return { value, counts: { mailbox: value.length, deletedUser: 0, drive: 0, office: 0, complete: true } }
}
