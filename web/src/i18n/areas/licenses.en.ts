/** Billing > Licenses: products, holders, assigning. */
export const licensesEn = {
} as const
