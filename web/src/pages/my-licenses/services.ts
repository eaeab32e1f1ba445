import type { PersonAssignment, ProductPlan } from '../../api/types'
import { isAvailable } from '../../clouds/facts'
import type { CloudFacts } from '../../clouds/table'

export interface MyService {
  plan: ProductPlan
  state: 'on' | 'off' | 'notOffered'
}

/** The services of a product that someone holds: on where any working path leaves it on (CNT-4), if the cloud has it (CLD-4). */
export function servicesOf({ plans = [], paths }: Pick<PersonAssignment, 'plans' | 'paths'>, facts: CloudFacts): MyService[] {
  const working = paths.filter((path) => path.state === 'active' || path.state === 'activeWithError')
  const isOn = ({ servicePlanId }: ProductPlan) => working.some((path) => !path.disabledPlans.includes(servicePlanId))
  return plans.filter((plan) => plan.appliesTo === 'User').map((plan) => ({
    plan, state: !isAvailable(facts, plan) ? 'notOffered' : isOn(plan) ? 'on' : 'off',
  }))
}
