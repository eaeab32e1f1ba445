import type { PeopleFilter } from './types'

/** Every address that the console asks, in one place. */

type Query = Record<string, string | number | boolean | undefined>

/** Appends the set parameters; empty texts are left out. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== false)
  if (pairs.length === 0) return path
  return `${path}?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`
}

const v1 = '/reseat/v1'
const id = encodeURIComponent

/** What a list page asks for. */
export interface ListQuery {
  search?: string
  top?: number
  skiptoken?: string
  /** An order that the server has; its own when absent. */
  orderBy?: string
}

const list = ({ search, orderBy, top, skiptoken }: ListQuery): Query => ({
  search, orderBy, $top: top, $skiptoken: skiptoken, $count: true,
})

export const paths = {
  signIn: (returnTo: string) => withQuery('/reseat/sign-in', { returnTo }),
  signOut: () => '/reseat/sign-out',
  session: () => `${v1}/session`,
  clock: () => `${v1}/clock`,

  products: (q: { search?: string; selfService?: 'only' | 'exclude' } = {}) => withQuery(`${v1}/products`, q),
  product: (skuId: string) => `${v1}/products/${id(skuId)}`,
  productUsers: (skuId: string, q: ListQuery) => withQuery(`${v1}/products/${id(skuId)}/users`, list(q)),
  productUnassign: (skuId: string) => `${v1}/products/${id(skuId)}/unassign`,
  productUnassignPreview: (skuId: string) => `${v1}/products/${id(skuId)}/unassign/preview`,

  people: (q: ListQuery & { filter?: PeopleFilter; product?: string }) =>
    withQuery(`${v1}/people`, { ...list(q), filter: q.filter, product: q.product }),
  person: (key: string) => `${v1}/people/${id(key)}`,

  previews: () => `${v1}/previews`,
  changes: () => `${v1}/changes`,
  revertPreview: (changeSet: string) => `${v1}/changeSets/${id(changeSet)}/revert/preview`,
  revert: (changeSet: string) => `${v1}/changeSets/${id(changeSet)}/revert`,

  jobs: () => `${v1}/jobs`,
  job: (job: string) => `${v1}/jobs/${id(job)}`,
  jobResults: (job: string, q: ListQuery) => withQuery(`${v1}/jobs/${id(job)}/results`, { $top: q.top, $skiptoken: q.skiptoken }),
  jobCancel: (job: string) => `${v1}/jobs/${id(job)}/cancel`,
}

/** The opaque token in a next link, or undefined on the last page. */
export function skiptokenOf(nextLink: string | undefined): string | undefined {
  if (!nextLink) return undefined
  const query = nextLink.slice(nextLink.indexOf('?') + 1)
  return new URLSearchParams(query).get('$skiptoken') ?? undefined
}
