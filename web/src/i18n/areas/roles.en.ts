/** Roles. */
export const rolesEn = {
} as const
