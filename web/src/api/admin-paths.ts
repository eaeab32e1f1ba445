import { withQuery } from './paths'

/** Addresses of roles, settings and applications: Graph's own where Graph has them. */

const id = encodeURIComponent
const graph = '/v1.0'
const v1 = '/reseat/v1'

/** A text inside an OData literal: an apostrophe stands twice. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const adminPaths = {
  roles: () => `${v1}/roles`,
  roleAssignments: () => `${graph}/roleManagement/directory/roleAssignments`,
  roleAssignmentsOf: (roleId: string) =>
    withQuery(adminPaths.roleAssignments(), { $filter: `roleDefinitionId eq ${literal(roleId)}`, $expand: 'principal' }),
  roleAssignment: (assignment: string) => `${adminPaths.roleAssignments()}/${id(assignment)}`,

  settings: () => `${v1}/settings`,
  losses: (within: number) => withQuery(`${v1}/losses`, { within, $top: 1 }),
  permissions: () => `${v1}/permissions`,

  applications: () => `${graph}/applications`,
  application: (objectId: string) => `${graph}/applications/${id(objectId)}`,
  addPassword: (objectId: string) => `${graph}/applications/${id(objectId)}/addPassword`,
  removePassword: (objectId: string) => `${graph}/applications/${id(objectId)}/removePassword`,
}
