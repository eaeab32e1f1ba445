import type { Cloud, PeopleFilter } from '../api/types'
import { cloudIds } from '../clouds/table'
import type { Position } from '../util/pages'
import { type PeopleSort, peopleSorts } from '../util/people-sort'

/** What the address bar holds of a page, read defensively: anyone can type an address. */

type Raw = Record<string, unknown>

const text = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}

const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value)

/** Position in a list that can be searched. */
export interface ListParams extends Position {
  q?: string
}

export function listParams(raw: Raw): ListParams {
  const after = text(raw.after)
  const page = Number(raw.page)
  const known = after !== undefined && Number.isInteger(page) && page > 1
  return { q: text(raw.q), after, page: known ? page : undefined }
}

export interface LicensesParams {
  q?: string
  filter?: 'selfService'
  /** What opens beside the list. */
  pane?: 'add'
}

export const licensesParams = (raw: Raw): LicensesParams => ({
  q: text(raw.q),
  filter: oneOf(raw.filter, ['selfService']),
  pane: oneOf(raw.pane, ['add']),
})

export const peopleFilters = ['licensed', 'unlicensed', 'disabled'] as const satisfies readonly PeopleFilter[]
export type PeopleFilterChoice = (typeof peopleFilters)[number]

/** What opens beside the list of people; those from `manage` on need a selection. */
export const usersPanes = ['add', 'import', 'export', 'manage', 'copy', 'location', 'block', 'unblock', 'revoke', 'password'] as const
export type UsersPane = (typeof usersPanes)[number]

export const personTabs = ['account', 'licenses', 'data', 'roles', 'changes'] as const
export type PersonTab = (typeof personTabs)[number]

/** What opens over one person's pane. */
export const personActions = ['block', 'unblock', 'revoke', 'password', 'copy'] as const
export type PersonAction = (typeof personActions)[number]

export interface UsersParams extends ListParams {
  /** Filters that are on, by commas. */
  filter?: string
  product?: string
  department?: string
  location?: string
  sort?: PeopleSort
  /** The columns beside the name, by commas. */
  columns?: string
  pane?: UsersPane
  tab?: PersonTab
  action?: PersonAction
}

/** The filters that are known, each once and in one order. */
export function filtersOf(value: unknown): PeopleFilterChoice[] {
  const named = new Set((text(value) ?? '').split(','))
  return peopleFilters.filter((filter) => named.has(filter))
}

export const usersParams = (raw: Raw): UsersParams => ({
  ...listParams(raw),
  filter: filtersOf(raw.filter).join(',') || undefined,
  product: text(raw.product),
  department: text(raw.department),
  location: text(raw.location)?.toUpperCase(),
  sort: oneOf(raw.sort, peopleSorts),
  columns: text(raw.columns),
  pane: oneOf(raw.pane, usersPanes),
  tab: oneOf(raw.tab, personTabs),
  action: oneOf(raw.action, personActions),
})

export interface ProductParams extends ListParams {
  sort?: PeopleSort
  /** Groups the holders of self-service licenses by who bought them (UNA-16). */
  filter?: 'selfService'
  /** The pane Assign licenses to users. */
  pane?: 'assign'
  /** Whose apps are open in the pane (ASG-4). */
  user?: string
}

export const productParams = (raw: Raw): ProductParams => ({
  ...listParams(raw),
  sort: oneOf(raw.sort, peopleSorts),
  filter: oneOf(raw.filter, ['selfService']),
  pane: oneOf(raw.pane, ['assign']),
  user: text(raw.user),
})

export interface RootParams {
  /** The job that is open over the page. */
  job?: string
  /** Whose words the pages use, from one of the article's links; kept from page to page. */
  cloud?: Cloud
}

export const rootParams = (raw: Raw): RootParams => ({ job: text(raw.job), cloud: oneOf(raw.cloud, cloudIds) })

export const rolesViews = ['roles', 'matrix'] as const
export type RolesView = (typeof rolesViews)[number]

export const roleTabs = ['holders', 'rights'] as const
export type RoleTab = (typeof roleTabs)[number]

export interface RolesParams {
  view?: RolesView
  tab?: RoleTab
}

export const rolesParams = (raw: Raw): RolesParams => ({ view: oneOf(raw.view, rolesViews), tab: oneOf(raw.tab, roleTabs) })

export const applicationTabs = ['use', 'details', 'secrets', 'permissions'] as const
export type ApplicationTab = (typeof applicationTabs)[number]

export interface ApplicationsParams {
  /** The pane Add an application. */
  pane?: 'add'
  tab?: ApplicationTab
}

export const applicationsParams = (raw: Raw): ApplicationsParams => ({
  pane: oneOf(raw.pane, ['add']),
  tab: oneOf(raw.tab, applicationTabs),
})
