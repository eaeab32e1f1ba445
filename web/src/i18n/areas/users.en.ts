/** Users: the list, its panes and what is done to people. */
export const usersEn = {
} as const
