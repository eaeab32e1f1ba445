import type { Holder, PathInfo, Product } from '../../api/types'
import type { I18n } from '../../i18n/context'
import { pathText } from './holder-rows'

/** The plans that no working path of the person gives (CNT-4). */
function switchedOff(paths: readonly PathInfo[], { plans }: Pick<Product, 'plans'>): Product['plans'] {
  return plans.filter((plan) => paths.length > 0 && paths.every((path) => path.disabledPlans.includes(plan.servicePlanId)))
}

/** A product's holders as lines of a table, the first of them the header. */
export function exportRows(holders: readonly Holder[], product: Pick<Product, 'plans'>, i18n: Pick<I18n, 't' | 'format'>): string[][] {
  const { t, format } = i18n
  const header = [
    t('product.person'), t('product.export.signInName'), t('product.department'), t('product.how'), t('product.export.appsOff'),
    t('product.export.purchaser'), t('product.since'), t('product.export.signIn'),
  ]
  return [header, ...holders.map(({ user, paths }) => [
    user.displayName, user.userPrincipalName, user.department ?? '',
    paths.map((path) => pathText(i18n, path)).join('; '),
    switchedOff(paths, product).map((plan) => format.name(plan.names)).join('; '),
    [...new Set(paths.flatMap((path) => path.purchaser?.userPrincipalName ?? []))].join('; '),
    [...paths.map((path) => path.assignedDateTime)].sort()[0]?.slice(0, 10) ?? '',
    t(user.accountEnabled ? 'product.export.allowed' : 'product.blocked'),
  ])]
}
