import { useQuery } from '@tanstack/react-query'
import { mattersQuery } from '../../api/attention'
import { errorKind } from '../../api/errors'
import { lossCountsQuery } from '../../api/losses'
import { isActive, jobsQuery, productsQuery } from '../../api/queries'
import { peopleListQuery } from '../../api/users-queries'
import { useDenied } from '../../hooks/use-session'
import { type AttentionFact, attentionOf } from './attention-of'

/** Mail that is this close to its end needs someone's decision now. */
export const SOON_DAYS = 7

interface AttentionState {
  items: AttentionFact[]
  /** Something is still on the way. */
  pending: boolean
  errors: unknown[]
  retry: () => void
}

/** What one may not see needs the attention of others. */
const isTrouble = (query: { isError: boolean; data: unknown; error: unknown }) =>
  query.isError && query.data === undefined && errorKind(query.error) !== 'forbidden'

/** Asks for everything that may need attention; what one question fails at does not hide the answers of the others. */
export function useAttention(): AttentionState {
  const maySeeProducts = useDenied('license.read') === null
  const products = useQuery({ ...productsQuery(), enabled: maySeeProducts })
  const blocked = useQuery(peopleListQuery({ filters: ['licensed', 'disabled'], top: 1 }))
  const losses = useQuery(lossCountsQuery(SOON_DAYS))
  const jobs = useQuery(jobsQuery)
  const matters = useQuery(mattersQuery)
  const all = [products, blocked, losses, jobs, matters]
  const shownJobs = (jobs.data?.value ?? []).filter((job) => job.kind !== 'preview')
  return {
    items: attentionOf({
      products: products.data ?? [], blocked: blocked.data?.['@odata.count'] ?? 0, mailboxes: losses.data?.mailbox ?? 0,
      running: shownJobs.filter(isActive), troubled: shownJobs.filter((job) => !isActive(job) && job.counts.refused > 0).slice(0, 3),
      matters: matters.data ?? [],
    }),
    pending: all.some((query) => query.isLoading),
    errors: all.filter(isTrouble).map((query) => query.error),
    retry: () => all.filter((query) => query.isError).forEach((query) => void query.refetch()),
  }
}
