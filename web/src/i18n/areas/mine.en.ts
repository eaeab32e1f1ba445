/** My licences and the first steps of a new organization. */
export const mineEn = {
} as const
