import type { UserRef, ProductRow } from '../../api/types'
import type { I18n } from '../../i18n/context'
import { navigation, type NavigationEntry } from '../navigation'

/** Something that the search found. */
export type SearchOption = { key: string; title: string; detail: string } & (
  | { kind: 'people'; id: string }
  | { kind: 'products'; skuId: string }
  | { kind: 'pages'; to: NavigationEntry['to'] }
)

export const groups = ['people', 'products', 'pages'] as const

const MOST_PRODUCTS = 5

interface Found {
  people: readonly UserRef[]
  products: readonly ProductRow[]
  /** Pages are looked through here: the console knows them all. */
  text: string
}

/** What was found, in the order in which it is shown. */
export function optionsOf({ people, products, text }: Found, { t, format }: Pick<I18n, 't' | 'format'>): SearchOption[] {
  const wanted = text.trim().toLocaleLowerCase()
  const pages = navigation.flatMap((group) => group.entries.map((entry) => ({ title: t(entry.label), detail: group.label ? t(group.label) : '', to: entry.to })))
  return [
    ...people.map((person) => ({ key: person.id, kind: 'people' as const, id: person.id, title: person.displayName, detail: person.userPrincipalName })),
    ...products.slice(0, MOST_PRODUCTS).map((row) => ({
      key: row.skuId, kind: 'products' as const, skuId: row.skuId, title: format.name(row.names), detail: t('licenses.availableShort', { count: row.available }),
    })),
    ...pages.filter(({ title, detail }) => `${title} ${detail}`.toLocaleLowerCase().includes(wanted))
      .map((page) => ({ key: page.to, kind: 'pages' as const, ...page })),
  ]
}
