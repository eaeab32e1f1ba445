import { expect, it } from 'vitest'
import { adminPaths } from './admin-paths'

it('addresses of roles, settings and applications', () => {
  expect(adminPaths.roleAssignmentsOf("62e9'0394")).toBe(
    "/v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId%20eq%20'62e9''0394'&$expand=principal",
  )
  expect(adminPaths.roleAssignment('lAPpYvVpN0KRkAEhdxReEA-1')).toBe('/v1.0/roleManagement/directory/roleAssignments/lAPpYvVpN0KRkAEhdxReEA-1')
  expect(adminPaths.losses(30)).toBe('/reseat/v1/losses?within=30&$top=1')
  expect(adminPaths.removePassword('a/b')).toBe('/v1.0/applications/a%2Fb/removePassword')
})
