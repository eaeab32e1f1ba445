import type { Application, Permission } from '../src/api/applications.ts'
import type { RoleMatrix } from '../src/api/roles.ts'
import type { OrganizationSettings } from '../src/api/settings.ts'
import type { RoleRef } from '../src/api/types.ts'
import { notFound, Refusal } from './http.ts'
import { type MockPerson, staff } from './people.ts'
import type { MockTenant } from './tenant.ts'

interface Admin {
  settings: OrganizationSettings
  applications: Application[]
}

const admins = new WeakMap<MockTenant, Admin>()

export function adminOf(tenant: MockTenant): Admin {
  const admin = admins.get(tenant) ?? {
    settings: {
      displayName: 'Larkfield Instruments', country: 'GB', timeZone: 'Europe/London', cloud: 'worldwide' as const, language: 'en' as const,
      licensesPageUsers: 20, historyDays: 400, passwordGrant: false,
    },
    applications: [],
  }
  admins.set(tenant, admin)
  return admin
}

const GLOBAL = '62e90394-69f5-4237-9190-012177145e10'
const actions = ['license.read', 'license.assign', 'license.unassign', 'user.read', 'user.resetPassword', 'role.grant', 'settings.write', 'clock.move']
const granted: Record<string, Record<string, 'yes' | 'limited:7'>> = {
  'Global Administrator': Object.fromEntries(actions.map((action) => [action, 'yes'])),
  'License Administrator': { 'license.read': 'yes', 'license.assign': 'yes', 'license.unassign': 'yes', 'user.read': 'yes' },
  'User Administrator': {
    'license.read': 'yes', 'license.assign': 'yes', 'license.unassign': 'yes', 'user.read': 'yes', 'user.resetPassword': 'limited:7',
  },
}

const roles: RoleRef[] = staff.flatMap(([, , , role]) => (role ? [role] : []))
const refOf = ({ id, displayName, userPrincipalName }: MockPerson) => ({ id, displayName, userPrincipalName })
const holders = (tenant: MockTenant, role: string) => tenant.people.filter((person) => person.roles.some(({ id }) => id === role))

const matrixOf = (tenant: MockTenant): RoleMatrix => ({
  actions,
  value: roles.map((role) => ({
    ...role, holders: holders(tenant, role.id).map(refOf), holderCount: holders(tenant, role.id).length,
    actions: Object.fromEntries(actions.map((action) => [action, granted[role.name]?.[action] ?? 'no'])),
  })),
})

const permissions: Permission[] = ['LicenseAssignment.ReadWrite.All', 'User.Read.All', 'User.Read', 'AuditLog.Read.All'].flatMap((name, index) =>
  (['Role', 'Scope'] as const).map((type) => (
    { id: `${type}-${index}`, name, type, displayNames: { en: name, 'zh-Hans': name } })))

type Body = Record<string, unknown>

/** Answers what belongs to roles, settings and applications; undefined for everything else. */
export function administer(tenant: MockTenant, me: MockPerson, method: string, url: URL, body: Body): unknown {
  const path = decodeURIComponent(url.pathname)
  const admin = adminOf(tenant)
  if (method !== 'GET' && /settings|roleManagement|applications/.test(path) && !me.roles.some(({ id }) => id === GLOBAL)) {
    throw new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.',
      [{ code: 'roleWouldDo', target: GLOBAL, message: 'Global Administrator' }])
  }
  if (path === '/reseat/v1/roles') return matrixOf(tenant)
  if (path === '/reseat/v1/permissions') return { value: permissions }
  if (path === '/reseat/v1/settings') return method === 'GET' ? admin.settings : Object.assign(admin.settings, body)
  const rest = /^\/v1\.0\/(?:roleManagement\/directory\/)?(roleAssignments|applications)(?:\/(.+))?$/.exec(path)
  if (!rest) return undefined
  return rest[1] === 'applications'
    ? applications(tenant, admin, method, rest[2], body)
    : assignments(tenant, method, rest[2], url, body)
}

function assignments(tenant: MockTenant, method: string, id: string | undefined, url: URL, body: Body): unknown {
  if (method === 'GET') {
    const role = /'(.+)'/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? ''
    return {
      value: holders(tenant, role).map((person) => (
        { id: `${role} ${person.id}`, principalId: person.id, roleDefinitionId: role, principal: refOf(person) })),
    }
  }
  const [roleId, personId] = method === 'POST' ? [body.roleDefinitionId, body.principalId] : (id ?? '').split(' ')
  const role = roles.find((one) => one.id === roleId)
  const person = tenant.find(String(personId))
  if (!role || !person) throw notFound()
  if (method === 'DELETE' && role.id === GLOBAL && holders(tenant, GLOBAL).length === 1) {
    throw new Refusal(400, 'Request_BadRequest', 'The last enabled Global Administrator keeps the role.')
  }
  const others = person.roles.filter((one) => one.id !== role.id)
  person.roles = method === 'POST' ? [...others, role] : others
  return { id: `${role.id} ${person.id}`, principalId: person.id, roleDefinitionId: role.id }
}

function applications(tenant: MockTenant, admin: Admin, method: string, rest: string | undefined, body: Body): unknown {
  if (!rest) {
    if (method === 'GET') return { value: admin.applications }
    const application: Application = {
      id: tenant.newId(), appId: tenant.newId(), displayName: '', createdDateTime: tenant.now, isFallbackPublicClient: null, publicClient: null,
      web: null, requiredResourceAccess: [], passwordCredentials: [], ...body,
    }
    admin.applications.push(application)
    return application
  }
  const [id, action] = rest.split('/')
  const found = admin.applications.find((one) => one.id === id)
  if (!found) throw notFound()
  if (action === 'addPassword') {
    const secret = { keyId: tenant.newId(), hint: 'abc', startDateTime: tenant.now, ...(body.passwordCredential as { displayName: string; endDateTime: string }) }
    found.passwordCredentials.push(secret)
    return { ...secret, secretText: 'abcMadeUpByTheMock~9' }
  }
  if (action === 'removePassword') found.passwordCredentials = found.passwordCredentials.filter(({ keyId }) => keyId !== body.keyId)
  if (method === 'PATCH') Object.assign(found, body)
  if (method === 'DELETE') admin.applications = admin.applications.filter((one) => one !== found)
  return found
}
