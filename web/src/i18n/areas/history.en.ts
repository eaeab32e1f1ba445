/** History and audit. */
export const historyEn = {
} as const
