/** Home and the search of the top bar. */
export const homeEn = {
} as const
