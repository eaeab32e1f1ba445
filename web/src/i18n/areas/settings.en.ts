/** Settings and applications. */
export const settingsEn = {
} as const
