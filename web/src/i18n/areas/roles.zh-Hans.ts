import type { rolesEn } from './roles.en'

/** Roles. */
export const rolesZhHans: Record<keyof typeof rolesEn, string> = {
}
