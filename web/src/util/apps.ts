import type { Person, Product, ProductPlan, SkuRef } from '../api/types'

/** A service that a person can use, with the products that give it. */
export interface App {
  plan: ProductPlan
  through: SkuRef[]
}

/** What a person can use: the union over all their working paths, less what every one of them turns off (CNT-4). */
export function effectiveApps(person: Pick<Person, 'assignments'>, products: readonly Product[]): App[] {
  const apps = new Map<string, App>()
  for (const { skuId, paths } of person.assignments) {
    const product = products.find((candidate) => candidate.skuId === skuId)
    const working = paths.filter((path) => path.state === 'active' || path.state === 'activeWithError')
    if (!product || working.length === 0) continue
    for (const plan of product.plans) {
      if (plan.appliesTo === 'Company' || working.every((path) => path.disabledPlans.includes(plan.servicePlanId))) continue
      const app = apps.get(plan.servicePlanId) ?? { plan, through: [] }
      app.through.push(product)
      apps.set(plan.servicePlanId, app)
    }
  }
  return [...apps.values()]
}
