import type { ChangeSet } from '../../api/history'
import type { SkuRef, UserRef } from '../../api/types'
import type { I18n } from '../../i18n/context'

/** What change sets are about, as far as the server tells. */
export interface About {
  products: SkuRef[]
  /** How many products there are in all; null when only some were looked at. */
  count: number | null
  /** The one person, when it is one. */
  person: UserRef | null
}

/** What several sets are about together: each product once, the person when all are about the same one. */
export function aboutOf(sets: readonly ChangeSet[]): About {
  const products = new Map(sets.flatMap((set) => set.products).map((product) => [product.skuId, product]))
  const complete = sets.every((set) => set.productCount === set.products.length)
  const only = sets.length === 1 ? sets[0]!.productCount : null
  const people = new Map(sets.map(({ person }) => [person?.id, person]))
  return {
    products: [...products.values()], count: complete ? products.size : only,
    person: people.size === 1 ? [...people.values()][0]! : null,
  }
}

/** The products by name, and that there are others; an empty text where no licence was changed. */
export function productsText({ t, format }: Pick<I18n, 't' | 'format'>, { products, count }: About): string {
  if (products.length === 0) return ''
  const names = format.list(products.map((product) => format.name(product.names)))
  if (count === null) return t('history.products.some', { products: names })
  return count > products.length ? t('history.products.more', { products: names, count: count - products.length }) : names
}
