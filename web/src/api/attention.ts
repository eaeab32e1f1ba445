import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Page, Timestamp } from './types'

/** What ends soon, or is not as it must be. Instants are wall time. */
export interface Matter {
  kind: 'applicationSecretEnds' | 'serverCertificateEnds' | 'authorityCertificateEnds' | 'auditMisfit'
  application?: string
  secret?: string
  /** Whether the application has another secret that works on. */
  replaced?: boolean
  endsDateTime?: Timestamp
}

/** Of all that, what one may see, soonest first. */
export const mattersQuery = queryOptions({
  queryKey: ['attention'],
  queryFn: async ({ signal }) => (await get<Page<Matter>>('/reseat/v1/attention', signal)).value,
})
