import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import { paths, skiptokenOf } from './paths'
import type { Guid, Holder, Page, Product } from './types'

/** The most rows that the server gives at a time. */
const MOST = 999

interface Options {
  search?: string
  signal?: AbortSignal
  /** Called after each page with how many came so far, of how many. */
  onProgress?: (done: number, total: number) => void
  /** Whether those that came so far are enough. */
  enough?: (holders: readonly Holder[]) => boolean
}

/** Everyone who holds a product, page after page. */
export async function allHolders(skuId: Guid, { search, signal, onProgress, enough }: Options = {}): Promise<Holder[]> {
  const holders: Holder[] = []
  let skiptoken: string | undefined
  do {
    const page: Page<Holder> = await get(paths.productUsers(skuId, { search, top: MOST, skiptoken }), signal)
    holders.push(...page.value)
    onProgress?.(holders.length, page['@odata.count'] ?? holders.length)
    skiptoken = skiptokenOf(page['@odata.nextLink'])
  } while (skiptoken && !enough?.(holders))
  return holders
}

const bySelfService = (holder: Holder): boolean => holder.paths.some((path) => path.kind === 'selfService')

/** Those who have a product by self-service. Reading ends once as many are found as the purchases have assigned. */
export const selfServiceHoldersQuery = ({ skuId, selfService }: Pick<Product, 'skuId' | 'selfService'>) => {
  const expected = selfService.reduce((sum, pool) => sum + pool.assigned, 0)
  return queryOptions({
    queryKey: ['products', 'selfService', skuId, expected],
    queryFn: async ({ signal }) => {
      const holders = await allHolders(skuId, { signal, enough: (found) => found.filter(bySelfService).length >= expected })
      return holders.filter(bySelfService)
    },
  })
}
