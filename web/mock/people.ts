import type { PathInfo, RoleRef } from '../src/api/types.ts'
import { E3, E5, EXCHANGE, PHONE, POWER_BI, PROJECT, VISIO } from './catalog.ts'

export interface MockPath extends PathInfo {
  skuId: string
}

export interface MockPerson {
  id: string
  givenName: string
  surname: string
  displayName: string
  userPrincipalName: string
  department: string
  jobTitle: string
  usageLocation: string | null
  city: string
  accountEnabled: boolean
  preferredLanguage: string | null
  roles: RoleRef[]
  paths: MockPath[]
  mailbox: { state: 'none' | 'active' | 'disconnected' | 'purged'; since: string | null; purgeDateTime: string | null }
}

export const DOMAIN = 'larkfield.example'
export const START = '2026-03-02T09:00:00Z'
export const SALES = { id: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'Sales EMEA' }

const given = ['Ada', 'Bram', 'Chen', 'Dana', 'Emil', 'Fatima', 'Goran', 'Hana', 'Ivo', 'Jing', 'Kofi', 'Lena', 'Mei', 'Nils', 'Olga', 'Priya', 'Quinn', 'Rosa', 'Sven', 'Tara']
const family = ['Abara', 'Berg', 'Castillo', 'Dubois', 'Eriksen', 'Fischer', 'Gupta', 'Haas', 'Ito', 'Jansen', 'Kowalski', 'Li', 'Moreau']
const departments = ['Research', 'Sales', 'Production', 'Finance', 'Service', 'Human Resources']
const cities: [string, string][] = [['Leeds', 'GB'], ['Hamburg', 'DE'], ['Lyon', 'FR'], ['Suzhou', 'CN'], ['Boston', 'US']]

/** Role accounts, the ones that the sign-in page suggests. */
export const staff: [string, string, string, RoleRef | null, string | null][] = [
  ['Grace', 'Whitfield', 'global-admin', { id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator' }, null],
  ['Liam', 'Osborne', 'license-admin', { id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator' }, null],
  ['Una', 'Novak', 'user-admin', { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator' }, 'zh-CN'],
  ['Ben', 'Pereira', 'billing-admin', { id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator' }, null],
  ['Rhea', 'Sato', 'global-reader', { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader' }, null],
]

const path = (skuId: string, kind: PathInfo['kind'] = 'direct', extra: Partial<MockPath> = {}): MockPath =>
  ({ skuId, kind, group: null, purchaser: null, disabledPlans: [], state: 'active', assignedDateTime: '2025-09-15T08:00:00Z', ...extra })

function pathsOf(number: number): MockPath[] {
  const paths: MockPath[] = []
  if (number % 5 === 0) paths.push(path(E5))
  else if (number % 11 !== 3) paths.push(path(E3, number % 7 === 2 ? 'group' : 'direct', number % 7 === 2 ? { group: SALES } : {}))
  if (number % 14 === 9) paths.push(path(E3, 'group', { group: SALES }))
  if (number % 23 === 4) paths.push(path(E5))
  if (number % 17 === 1) paths.push(path(EXCHANGE))
  if (number % 21 === 6) paths.push(path(VISIO))
  if (number % 19 === 5) paths.push(path(PROJECT))
  if (number % 13 === 8) paths.push(path(PHONE))
  if ([12, 30, 45].includes(number)) paths.push(path(POWER_BI, 'selfService'))
  return paths.filter((item, index) => paths.findIndex((other) => other.skuId === item.skuId && other.kind === item.kind) === index)
}

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const hasMail = (paths: MockPath[]) => paths.some((item) => [E5, E3, EXCHANGE].includes(item.skuId))

function person(number: number, first: string, last: string, name: string, extra: Partial<MockPerson>): MockPerson {
  const [city, country] = cities[number % cities.length]!
  const paths = extra.paths ?? pathsOf(number)
  return {
    id: idOf(number), givenName: first, surname: last, displayName: `${first} ${last}`, userPrincipalName: `${name}@${DOMAIN}`,
    department: departments[number % departments.length]!, jobTitle: 'Specialist', usageLocation: number === 33 ? null : country, city,
    accountEnabled: number % 29 !== 7, preferredLanguage: null, roles: [], paths,
    mailbox: hasMail(paths)
      ? { state: 'active', since: '2025-09-15T08:00:00Z', purgeDateTime: null }
      : { state: 'none', since: null, purgeDateTime: null },
    ...extra,
  }
}

export function makePeople(): MockPerson[] {
  const ordinary = Array.from({ length: 250 }, (_, number) => {
    const first = given[number % given.length]!
    const last = family[Math.floor(number / given.length) % family.length]!
    return person(number, first, last, `${first}.${last}`.toLowerCase(), {})
  })
  const admins = staff.map(([first, last, name, role, preferredLanguage], index) =>
    person(900 + index, first, last, name, { roles: role ? [role] : [], preferredLanguage, paths: [path(E3)], accountEnabled: true }))
  const people = [...ordinary, ...admins]
  const buyer = people[12]!
  const purchaser = { id: buyer.id, displayName: buyer.displayName, userPrincipalName: buyer.userPrincipalName }
  for (const item of people.flatMap((one) => one.paths)) if (item.kind === 'selfService') item.purchaser = purchaser
  // One whose mail is already on the clock.
  const gone = people[14]!
  gone.paths = []
  gone.mailbox = { state: 'disconnected', since: '2026-02-20T10:00:00Z', purgeDateTime: '2026-03-22T10:00:00Z' }
  return people.sort((a, b) => a.displayName.localeCompare(b.displayName))
}
