import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, getPage, getAll, setCsrfToken } from './client'
import { ApiError } from './errors'
import { type ListQuery, paths } from './paths'
import type { Holder, Job, Page, PeopleFilter, Person, PersonOutcome, PersonRow, Product, ProductRow, Session } from './types'

/**
 * How long a page of a list is kept once it is left, in milliseconds: whoever turns hundreds of pages must not gather them
 * all, and Back asks the server, which answers in a few milliseconds.
 */
export const PAGE_KEPT_MS = 1_000

/** How many rows a list page asks for. */
export const PAGE_SIZE = 50

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  // Rights and a simulated clock change without this page's doing.
  refetchInterval: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await get<Session>(paths.session(), signal)
      setCsrfToken(session.csrfToken)
      return session
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export const productsQuery = (q: { search?: string; selfService?: 'only' } = {}) =>
  queryOptions({
    queryKey: ['products', 'list', q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getAll<ProductRow>(paths.products(q), signal),
  })

export const productQuery = (skuId: string) =>
  queryOptions({
    queryKey: ['products', 'one', skuId],
    queryFn: ({ signal }) => get<Product>(paths.product(skuId), signal),
  })

export const holdersQuery = (skuId: string, q: ListQuery) =>
  queryOptions({
    queryKey: ['products', 'holders', skuId, q],
    gcTime: PAGE_KEPT_MS,
    placeholderData: (previous: Page<Holder> | undefined, query) => (query?.queryKey[2] === skuId ? previous : undefined),
    queryFn: ({ signal }) => getPage<Holder>(paths.productUsers(skuId, { top: PAGE_SIZE, ...q }), signal),
  })

export const peopleQuery = (q: ListQuery & { filter?: PeopleFilter }) =>
  queryOptions({
    queryKey: ['people', 'list', q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<PersonRow>(paths.people({ top: PAGE_SIZE, ...q }), signal),
  })

export const personQuery = (key: string) =>
  queryOptions({
    queryKey: ['people', 'one', key],
    queryFn: ({ signal }) => get<Person>(paths.person(key), signal),
  })

export const isActive = (job: Job): boolean => job.status === 'queued' || job.status === 'running'

export const jobsQuery = queryOptions({
  queryKey: ['jobs', 'list'],
  queryFn: ({ signal }) => get<Page<Job>>(paths.jobs(), signal),
  // Often while something runs, seldom otherwise: a job may be started from the command line too.
  refetchInterval: (query) => (query.state.data?.value.some(isActive) ? 1_000 : 30_000),
  retry: false,
})

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => get<Job>(paths.job(id), signal),
    refetchInterval: (query) => (query.state.data && !isActive(query.state.data) ? false : 700),
  })

export const jobResultsQuery = (id: string, skiptoken?: string) =>
  queryOptions({
    queryKey: ['jobs', 'results', id, skiptoken],
    queryFn: ({ signal }) => get<Page<PersonOutcome>>(paths.jobResults(id, { top: 100, skiptoken }), signal),
  })
