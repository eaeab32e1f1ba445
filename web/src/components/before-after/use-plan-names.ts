import { useQueries } from '@tanstack/react-query'
import { productQuery } from '../../api/queries'
import type { LicenseChange } from '../../api/types'
import { useI18n } from '../../i18n/context'
import type { PlanName } from './comparisons'

/** Names of the services that are off on some path; only their products are asked for. */
export function usePlanNames(licenses: readonly LicenseChange[]): PlanName {
  const { format } = useI18n()
  const someOff = (change: LicenseChange) => [change.before, change.after].some((state) => state !== null && state.disabledPlans.length > 0)
  const skus = [...new Set(licenses.filter(someOff).map((change) => change.skuId))]
  const products = useQueries({ queries: skus.map((skuId) => ({ ...productQuery(skuId), staleTime: 300_000, retry: false })) })
  return (skuId, planId) => {
    const plan = products[skus.indexOf(skuId)]?.data?.plans.find((one) => one.servicePlanId === planId)
    return plan ? format.name(plan.names) : null
  }
}
