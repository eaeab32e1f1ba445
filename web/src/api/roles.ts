import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { adminPaths } from './admin-paths'
import { get, getAll, post, remove } from './client'
import { paths } from './paths'
import type { Guid, Page, PersonRow, RoleRef, UserRef } from './types'

/** What a role may do: to everyone, to nobody, or only to the people of a note of the rules. */
export type Right = 'yes' | 'no' | `limited:${number}`

export interface Role extends RoleRef {
  /** At most the first hundred. */
  holders: UserRef[]
  holderCount: number
  actions: Record<string, Right>
}

export interface RoleMatrix {
  value: Role[]
  /** Names of actions, in the order of the matrix. */
  actions: string[]
}

/** A role in someone's hands, as Graph names it. */
export interface RoleAssignment {
  id: string
  principalId: Guid
  roleDefinitionId: Guid
  principal?: Partial<UserRef> & { id: Guid }
}

export const GLOBAL_ADMIN = '62e90394-69f5-4237-9190-012177145e10'

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'matrix'],
  queryFn: ({ signal }) => get<RoleMatrix>(adminPaths.roles(), signal),
})

/** Everyone who holds the role, with the assignment that taking it away needs. */
export const assignmentsQuery = (roleId: Guid) =>
  queryOptions({
    queryKey: ['roles', 'assignments', roleId],
    queryFn: ({ signal }) => getAll<RoleAssignment>(adminPaths.roleAssignmentsOf(roleId), signal),
  })

export const grantRole = (roleDefinitionId: Guid, principalId: Guid): Promise<RoleAssignment> =>
  post(adminPaths.roleAssignments(), {
    '@odata.type': '#microsoft.graph.unifiedRoleAssignment', roleDefinitionId, principalId, directoryScopeId: '/',
  })

export const takeRoleAway = (assignment: string): Promise<void> => remove(adminPaths.roleAssignment(assignment))

/** The first few people that a search finds, to choose from. */
export const candidatesQuery = (search: string) =>
  queryOptions({
    queryKey: ['people', 'candidates', search],
    enabled: search !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Page<PersonRow>>(paths.people({ search, top: 8 }), signal),
  })
