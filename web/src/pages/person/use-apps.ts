import { useQueries } from '@tanstack/react-query'
import { productQuery } from '../../api/queries'
import type { Person, Product } from '../../api/types'
import { type App, effectiveApps } from '../../util/apps'

/** What the person can use; undefined until every product they hold is known. */
export function useApps(person: Person): App[] | undefined {
  return useQueries({
    queries: person.assignments.map((assignment) => ({ ...productQuery(assignment.skuId), staleTime: 60_000 })),
    combine: (results) => {
      if (results.some((result) => result.isPending)) return undefined
      return effectiveApps(person, results.map((result) => result.data).filter((data): data is Product => data !== undefined))
    },
  })
}
