import { withQuery } from './paths'
import type { PeopleListQuery } from './users-types'

const v1 = '/reseat/v1'
const graph = '/v1.0'
const id = encodeURIComponent

/** The addresses that Active users asks. */
export const usersPaths = {
  people: (q: PeopleListQuery) => withQuery(`${v1}/people`, {
    search: q.search, filter: q.filters?.join(','), product: q.product, department: q.department, usageLocation: q.usageLocation,
    orderBy: q.orderBy, $top: q.top, $skiptoken: q.skiptoken, $count: true,
  }),
  update: () => `${v1}/people/update`,
  import: (dryRun: boolean) => withQuery(`${v1}/people/import`, { dryRun }),
  changes: (userId: string, q: { top: number; skiptoken?: string }) =>
    withQuery(`${v1}/people/${id(userId)}/changes`, { $top: q.top, $skiptoken: q.skiptoken }),
  users: () => `${graph}/users`,
  user: (userId: string) => `${graph}/users/${id(userId)}`,
  organization: () => `${graph}/organization`,
}
