import type { Grant } from '../../../api/types'

/** The products that were chosen, each with the apps and services that shall be off. */
export type Grants = readonly Grant[]

export const NO_GRANTS: Grants = []

export const grantOf = (grants: Grants, skuId: string): Grant | undefined => grants.find((grant) => grant.skuId === skuId)

/** Chooses a product with everything on, or leaves it out. */
export const setProduct = (grants: Grants, skuId: string, on: boolean): Grants => {
  const others = grants.filter((grant) => grant.skuId !== skuId)
  return on ? [...others, { skuId, disabledPlans: [] }] : others
}

/** Says which apps and services of a chosen product are off. */
export const setOff = (grants: Grants, skuId: string, off: ReadonlySet<string>): Grants =>
  grants.map((grant) => (grant.skuId === skuId ? { skuId, disabledPlans: [...off] } : grant))
