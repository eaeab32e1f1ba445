import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors'

/** A refusal will not change by asking again; a server that is away may come back. */
function shouldRetry(failures: number, error: unknown): boolean {
  const transient = error instanceof ApiError && (error.status === 0 || error.status >= 500)
  return transient && failures < 2
}

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000, refetchOnWindowFocus: true } },
  queryCache: new QueryCache({
    // A page that can no longer read means that the session ended: show the sign-in page.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) queryClient.setQueryData(['session'], null)
    },
  }),
})

/** After a change everything that shows people, seats, jobs, history or losses is read again. */
export function refreshAfterChange(): Promise<void> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['products'] }),
    queryClient.invalidateQueries({ queryKey: ['people'] }),
    queryClient.invalidateQueries({ queryKey: ['jobs'] }),
    queryClient.invalidateQueries({ queryKey: ['history'] }),
    queryClient.invalidateQueries({ queryKey: ['losses'] }),
  ]).then(() => undefined)
}
