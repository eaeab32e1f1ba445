import type { PeopleFilter } from '../api/types'

/** What the address bar holds of a page, read defensively: anyone can type an address. */

type Raw = Record<string, unknown>

const text = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}

const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value)

/** Position in a paged list: the page's number is only shown, the token is what the server follows. */
export interface ListParams {
  q?: string
  page?: number
  after?: string
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
}

export const licensesParams = (raw: Raw): LicensesParams => ({
  q: text(raw.q),
  filter: oneOf(raw.filter, ['selfService']),
})

export const peopleFilters = ['all', 'licensed', 'unlicensed', 'disabled'] as const satisfies readonly PeopleFilter[]
export type PeopleFilterChoice = (typeof peopleFilters)[number]

export const personTabs = ['account', 'licenses', 'data'] as const
export type PersonTab = (typeof personTabs)[number]

export interface UsersParams extends ListParams {
  filter?: PeopleFilterChoice
  tab?: PersonTab
}

export const usersParams = (raw: Raw): UsersParams => ({
  ...listParams(raw),
  filter: oneOf(raw.filter, peopleFilters),
  tab: oneOf(raw.tab, personTabs),
})

export interface RootParams {
  /** The job that is open over the page. */
  job?: string
}

export const rootParams = (raw: Raw): RootParams => ({ job: text(raw.job) })
