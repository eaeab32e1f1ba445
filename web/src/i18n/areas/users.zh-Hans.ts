import type { usersEn } from './users.en'

/** Users: the list, its panes and what is done to people. */
export const usersZhHans: Record<keyof typeof usersEn, string> = {
}
