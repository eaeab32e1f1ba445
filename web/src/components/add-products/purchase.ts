/** Licenses that one purchase may have. */
export const QUANTITY_MAX = 10_000_000

/** A whole number of licenses, or null. */
export function quantityOf(text: string): number | null {
  if (!/^\d{1,8}$/.test(text.trim())) return null
  const quantity = Number(text.trim())
  return quantity >= 1 && quantity <= QUANTITY_MAX ? quantity : null
}

/** The end of the chosen day, in UTC; undefined without one. */
export const termEndOf = (day: string): string | undefined => (day === '' ? undefined : `${day}T23:59:59Z`)
