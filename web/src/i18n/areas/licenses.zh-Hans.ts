import type { licensesEn } from './licenses.en'

/** Billing > Licenses: products, holders, assigning. */
export const licensesZhHans: Record<keyof typeof licensesEn, string> = {
}
