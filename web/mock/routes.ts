import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChangeKind } from '../src/api/history.ts'
import type { ActionName, ChangeRequest, ChangeResult, Operation, Person, PersonRow, RoleRef, Session } from '../src/api/types.ts'
import { administer, adminOf } from './admin.ts'
import { catalog } from './catalog.ts'
import { commit, commitAsJob, decideAll, decideRevert, look, previewOf } from './changes.ts'
import { audit, changeSets, losses, remember } from './history.ts'
import { bodyOf, notFound, pageOf, Refusal, send, sendRefusal, signInPage } from './http.ts'
import { type MockPerson, staff } from './people.ts'
import type { MockTenant } from './tenant.ts'
import { listed, patched, updateMany } from './users.ts'

const LIMIT = 20

/** Who may do what, by the role's name. */
const rights: Partial<Record<ActionName, string[]>> = {
  'license.read': staff.map(([, , , role]) => role!.name),
  'license.assign': ['Global Administrator', 'License Administrator', 'User Administrator'],
  'license.unassign': ['Global Administrator', 'License Administrator', 'User Administrator'],
  'user.read': staff.map(([, , , role]) => role!.name),
  'history.read': staff.map(([, , , role]) => role!.name),
  'audit.read': staff.map(([, , , role]) => role!.name),
  'clock.move': ['Global Administrator'],
  'user.update': ['Global Administrator', 'User Administrator'],
  'user.updateSensitive': ['Global Administrator', 'User Administrator'],
  'user.resetPassword': ['Global Administrator', 'User Administrator'],
  'user.revokeSessions': ['Global Administrator', 'User Administrator'],
  'user.usageLocation': ['Global Administrator', 'License Administrator', 'User Administrator'],
  'settings.read': ['Global Administrator', 'Global Reader'],
  'settings.write': ['Global Administrator'],
  'role.read': staff.map(([, , , role]) => role!.name),
  'role.grant': ['Global Administrator'],
  'application.read': ['Global Administrator', 'Global Reader'],
  'application.write': ['Global Administrator'],
}

const rolesThatWould = (action: ActionName): RoleRef[] =>
  staff.flatMap(([, , , role]) => (role && rights[action]?.includes(role.name) ? [role] : []))

const may = (person: MockPerson, action: ActionName) => person.roles.some((role) => rights[action]?.includes(role.name))

function sessionOf(tenant: MockTenant, person: MockPerson): Session {
  const actions: Session['actions'] = {}
  for (const action of Object.keys(rights) as ActionName[]) {
    actions[action] = may(person, action) ? { allowed: true } : { allowed: false, rolesThatWould: rolesThatWould(action) }
  }
  return {
    user: { id: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName, preferredLanguage: person.preferredLanguage },
    tenant: {
      ...adminOf(tenant).settings, id: 'cccccccc-0000-4000-8000-000000000001', defaultDomain: 'larkfield.example',
    },
    roles: person.roles, actions, clock: { kind: 'simulated', now: tenant.now }, csrfToken: 'mock', version: '0.1.0',
  }
}

const rowOf = (person: MockPerson): PersonRow => ({
  id: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName, department: person.department,
  jobTitle: person.jobTitle, usageLocation: person.usageLocation, accountEnabled: person.accountEnabled,
  licenses: catalog.filter((item) => person.paths.some((path) => path.skuId === item.skuId)).map(({ skuId, names }) => ({ skuId, names })),
})

function personOf(person: MockPerson): Person {
  const held = rowOf(person).licenses
  const plans = catalog.filter((item) => held.some((sku) => sku.skuId === item.skuId)).flatMap((item) => item.plans)
  const has = (service: string) => plans.some((plan) => plan.service === service)
  return {
    ...rowOf(person), givenName: person.givenName, surname: person.surname, mail: person.userPrincipalName, city: person.city,
    country: person.usageLocation, officeLocation: null, userType: 'Member', createdDateTime: '2025-09-01T08:00:00Z', deletedDateTime: null,
    synced: false, roles: person.roles,
    assignments: held.map((sku) => ({
      ...sku, skuPartNumber: catalog.find((item) => item.skuId === sku.skuId)!.part,
      paths: person.paths.filter((path) => path.skuId === sku.skuId),
    })),
    services: {
      mailbox: person.mailbox,
      drive: has('files')
        ? { state: 'active', since: null, deleteDateTime: null }
        : { state: person.mailbox.state === 'none' ? 'none' : 'unlicensed', since: person.mailbox.since, deleteDateTime: null },
      office: has('officeApps')
        ? { state: 'licensed', since: null, reducedFunctionalityBy: null }
        : { state: person.mailbox.state === 'none' ? 'none' : 'unlicensed', since: person.mailbox.since, reducedFunctionalityBy: null },
    },
  }
}

function matches(person: MockPerson, search: string | null): boolean {
  if (!search) return true
  if (search === 'boom') throw new Refusal(500, 'InternalServerError', 'The mock fails when asked for boom.')
  return [person.displayName, person.surname, person.userPrincipalName].some((text) => text.toLowerCase().startsWith(search.toLowerCase()))
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> }

function read(tenant: MockTenant, me: MockPerson, url: URL, [what, id, part]: string[]): Answer {
  const search = url.searchParams.get('search')
  switch (`${what}${id ? '/id' : ''}${part ? `/${part}` : ''}`) {
    case 'session': return { body: sessionOf(tenant, me) }
    case 'clock': return { body: { kind: 'simulated', now: tenant.now } }
    case 'products': {
      const only = url.searchParams.get('selfService') === 'only'
      const rows = tenant.rows().filter((row) => (only ? row.selfService.length > 0 : true))
        .filter((row) => !search || `${row.names.en} ${row.names['zh-Hans']} ${row.skuPartNumber}`.toLowerCase().includes(search.toLowerCase()))
      return { body: { value: rows } }
    }
    case 'products/id': {
      const product = tenant.product(id!)
      if (!product) throw notFound()
      return { body: product }
    }
    case 'products/id/users': {
      const rows = tenant.holders(id!).filter((person) => matches(person, search)).map((person) => ({
        user: rowOf(person), paths: person.paths.filter((path) => path.skuId === id),
      }))
      return { body: pageOf(rows, url) }
    }
    case 'people': {
      return { body: pageOf(listed(tenant, url, (person) => matches(person, search)).map(rowOf), url) }
    }
    case 'people/id': {
      const person = tenant.find(id!)
      if (!person) throw notFound()
      return { body: personOf(person) }
    }
    case 'people/id/changes': return { body: { value: [] } }
    case 'jobs': return { body: { value: tenant.jobs.map(look) } }
    case 'jobs/id':
    case 'jobs/id/results': {
      const job = tenant.jobs.find((one) => one.id === id)
      if (!job) throw notFound()
      return { body: part ? pageOf(job.people, url) : look(job) }
    }
    case 'losses': return { body: losses(tenant, url) }
    case 'changeSets': return { body: pageOf(changeSets(tenant, url), url) }
    case 'changeSets/id':
    case 'changeSets/id/items': {
      const change = tenant.history.find(({ set }) => set.id === id)
      if (!change) throw notFound()
      return { body: part ? pageOf(change.people, url) : change.set }
    }
    case 'audit': return { body: pageOf(audit(tenant, url), url) }
    case 'audit/id': {
      const record = audit(tenant, url).find((one) => one.id === id)
      if (!record) throw notFound()
      return { body: record }
    }
    default: throw notFound()
  }
}

function write(tenant: MockTenant, me: MockPerson, body: Record<string, unknown>, parts: string[]): Answer {
  const [what, id, part, last] = parts
  if (what === 'clock') {
    if (!may(me, 'clock.move')) throw forbidden('clock.move')
    tenant.advance(Number(body.advanceDays))
    return { body: { kind: 'simulated', now: tenant.now } }
  }
  if (what === 'people' && id === 'update') return { body: updateMany(tenant, (body.people as { ids: string[] }).ids, body as never) }
  if (!may(me, 'license.unassign')) throw forbidden('license.unassign')
  const done = (result: ChangeResult, kind: ChangeKind, reverts: string | null = null): ChangeResult => {
    remember(tenant, me, kind, result, reverts)
    return result
  }
  if (what === 'products' && part === 'unassign') {
    const users = body.users as string[]
    if (users.length > LIMIT) throw new Refusal(400, 'Request_BadRequest', `At most ${LIMIT} people at a time.`)
    const decided = decideAll(tenant, users, { kind: 'unassign', products: [id!] })
    return { body: last === 'preview' ? previewOf(tenant, decided) : done(commit(tenant, decided), 'unassign') }
  }
  if (what === 'changeSets') {
    const set = tenant.changeSets.get(id!)
    if (!set) throw notFound()
    const decided = decideRevert(tenant, set)
    return { body: last === 'preview' ? previewOf(tenant, decided) : done(commit(tenant, decided), 'revert', set.id) }
  }
  if (what === 'jobs') {
    const job = tenant.jobs.find((one) => one.id === id)
    if (!job) throw notFound()
    job.status = 'cancelled'
    return { body: look(job) }
  }
  const { people, operation, asJob } = body as unknown as ChangeRequest
  const decided = decideAll(tenant, (people as { ids: string[] }).ids, operation as Operation)
  if (what === 'previews') return { body: previewOf(tenant, decided) }
  const kind = operation.kind === 'update' || operation.kind === 'copy' ? 'assign' : operation.kind
  if (!asJob) return { body: done(commit(tenant, decided), kind) }
  const job = commitAsJob(tenant, decided, me, 'licenses')
  remember(tenant, me, kind, { changeSetId: job.changeSetId, status: 'completed', counts: job.counts, people: (job as never as ChangeResult).people })
  return { status: 202, body: { job: look(job as never) }, headers: { location: `/reseat/v1/jobs/${job.id}` } }
}

const forbidden = (action: ActionName) => new Refusal(
  403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.',
  rolesThatWould(action).map((role) => ({ code: 'roleWouldDo', target: role.id, message: role.name })),
)

const signedInAs = (tenant: MockTenant, request: IncomingMessage): MockPerson | undefined =>
  tenant.find(decodeURIComponent(/reseat_mock=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''))

async function signIn(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(signInPage(url.searchParams.get('returnTo') ?? '/'))
    return
  }
  const form = new URLSearchParams(await bodyOf(request))
  response.writeHead(303, {
    location: decodeURI(form.get('returnTo') ?? '/'), 'set-cookie': `reseat_mock=${encodeURIComponent(form.get('hint') ?? '')}; Path=/; HttpOnly`,
  })
  response.end()
}

export async function handle(tenant: MockTenant, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  try {
    if (url.pathname === '/reseat/sign-in') return await signIn(request, response, url)
    if (url.pathname === '/reseat/sign-out') return send(response, 204, undefined, { 'set-cookie': 'reseat_mock=; Path=/; Max-Age=0' })
    const me = signedInAs(tenant, request)
    if (!me) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.')
    const body = request.method === 'GET' ? {} : JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>
    const administered = administer(tenant, me, request.method ?? 'GET', url, body)
    if (administered !== undefined) return send(response, 200, administered)
    if (request.method === 'PATCH' && url.pathname.startsWith('/v1.0/users/')) {
      return send(response, patched(tenant, url.pathname.split('/')[3] ?? '', body) ? 204 : 404)
    }
    const parts = url.pathname.split('/').slice(3).map(decodeURIComponent)
    const answer = request.method === 'GET'
      ? read(tenant, me, url, parts)
      : write(tenant, me, body, parts)
    send(response, answer.status ?? 200, answer.body, answer.headers)
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    sendRefusal(response, error instanceof Refusal ? error : new Refusal(500, 'InternalServerError', String(error)))
  }
}
