import type { RoleAssignment } from '../../api/roles'

/** Whose assignment it is; one whose person the server could not name keeps the id. */
export const holderName = ({ principal, principalId }: RoleAssignment): string => principal?.displayName ?? principalId
