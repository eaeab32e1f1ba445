import { queryOptions } from '@tanstack/react-query'
import { get, post, request } from './client'
import { withQuery } from './paths'
import type { Page, SkuRef, Subscription } from './types'

/** A product that the organization could hold. */
export interface CatalogProduct extends SkuRef {
  skuPartNumber: string
  origin: 'builtIn' | 'imported' | 'organization'
}

/** What an import of products did, or would do. */
export interface CatalogImport {
  dryRun: boolean
  products: { added: number; updated: number; unchanged: number }
  plans: { added: number; updated: number; unchanged: number }
  problems: { line: number | null; message: string }[]
}

export interface NewSubscription {
  skuId: string
  quantity: number
  termEndDateTime?: string
}

/** Products that are offered at a time; a search narrows them. */
const SHOWN = 20

export const catalogQuery = (search: string) =>
  queryOptions({
    queryKey: ['catalog', search],
    queryFn: ({ signal }) =>
      get<Page<CatalogProduct>>(withQuery('/reseat/v1/catalog/products', { search, $top: SHOWN, $count: true }), signal),
  })

export const addSubscription = (subscription: NewSubscription): Promise<Subscription> =>
  post('/reseat/v1/subscriptions', subscription)

/** Reads the public reference table of products. */
export const importCatalog = (csv: string, dryRun: boolean): Promise<CatalogImport> =>
  request(withQuery('/reseat/v1/catalog/import', { dryRun }), { method: 'POST', csv })
