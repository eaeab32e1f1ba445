import type { PeopleUpdate, UserPatch } from '../src/api/users-types.ts'
import type { MockPerson } from './people.ts'
import type { MockTenant } from './tenant.ts'

const filters: Record<string, (person: MockPerson) => boolean> = {
  licensed: (person) => person.paths.length > 0,
  unlicensed: (person) => person.paths.length === 0,
  disabled: (person) => !person.accountEnabled,
  enabled: (person) => person.accountEnabled,
}

const same = (asked: string | null, value: string | null): boolean => !asked || asked.toLowerCase() === value?.toLowerCase()

/** The people whom a list asks for, in its order. */
export function listed(tenant: MockTenant, url: URL, matches: (person: MockPerson) => boolean): MockPerson[] {
  const asked = (name: string) => url.searchParams.get(name)
  const keep = (asked('filter') ?? '').split(',').map((word) => filters[word] ?? (() => true))
  const product = asked('product')
  const found = tenant.people.filter((person) => keep.every((one) => one(person)) && matches(person)
    && same(asked('department'), person.department) && same(asked('usageLocation'), person.usageLocation)
    && (!product || person.paths.some((path) => path.skuId === product)))
  const [property, direction] = (asked('orderBy') ?? 'displayName').split(' ')
  const key = property === 'userPrincipalName' ? 'userPrincipalName' : 'displayName'
  const sorted = [...found].sort((a, b) => a[key].localeCompare(b[key]))
  return direction === 'desc' ? sorted.reverse() : sorted
}

/** Sets something on several people; everyone who differs counts as changed. */
export function updateMany(tenant: MockTenant, ids: readonly string[], { set, revokeSessions = false }: PeopleUpdate): object {
  const people = ids.flatMap((id) => tenant.find(id) ?? []).map((person) => {
    const before = JSON.stringify([person.usageLocation, person.accountEnabled])
    if (set.usageLocation !== undefined) person.usageLocation = set.usageLocation
    if (set.accountEnabled !== undefined) person.accountEnabled = set.accountEnabled
    const changed = revokeSessions || JSON.stringify([person.usageLocation, person.accountEnabled]) !== before
    const { id, displayName, userPrincipalName } = person
    return {
      user: { id, displayName, userPrincipalName }, status: changed ? 'changed' : 'unchanged',
      reasons: changed ? [] : [{ code: 'alreadySo' }], signedOut: revokeSessions,
    }
  })
  const of = (status: string) => people.filter((person) => person.status === status).length
  return { changeSetId: tenant.newId(), counts: { changed: of('changed'), unchanged: of('unchanged'), refused: 0 }, people }
}

/** Writes the properties that the made-up people have; false when nobody has the id. */
export function patched(tenant: MockTenant, id: string, body: UserPatch): boolean {
  const person = tenant.find(id)
  if (!person) return false
  if (body.displayName !== undefined) person.displayName = body.displayName
  if (body.department) person.department = body.department
  if (body.jobTitle) person.jobTitle = body.jobTitle
  if (body.city) person.city = body.city
  if (body.usageLocation !== undefined) person.usageLocation = body.usageLocation
  if (body.accountEnabled !== undefined) person.accountEnabled = body.accountEnabled
  return true
}
