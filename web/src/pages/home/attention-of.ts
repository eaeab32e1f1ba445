import type { Matter } from '../../api/attention'
import type { Job, ProductRow } from '../../api/types'

export type AttentionFact = { key: string } & (
  | { kind: 'conflict' | 'noSeats'; product: ProductRow }
  | { kind: 'blocked' | 'mailboxes'; count: number }
  | { kind: 'running' | 'troubled'; job: Job }
  | { kind: 'matter'; matter: Matter }
)

interface Known {
  products: readonly ProductRow[]
  /** Blocked people who hold licences. */
  blocked: number
  /** Mailboxes that are purged soon. */
  mailboxes: number
  running: readonly Job[]
  troubled: readonly Job[]
  /** What ends soon; a secret that another one replaces already is no trouble. */
  matters: readonly Matter[]
}

/** A product of which everything that may be handed out is; one that nobody ever bought is no trouble. */
const hasNoSeats = (row: ProductRow) => row.appliesTo === 'User' && !row.inConflict && row.enabled > 0 && row.available === 0

/** What needs attention, the most urgent first: what is lost for good before what costs money or only waits. */
export function attentionOf({ products, blocked, mailboxes, running, troubled, matters }: Known): AttentionFact[] {
  const product = (kind: 'conflict' | 'noSeats', keep: (row: ProductRow) => boolean) =>
    products.filter(keep).map((row) => ({ key: `${kind}${row.skuId}`, kind, product: row }))
  const count = (kind: 'blocked' | 'mailboxes', value: number) => (value > 0 ? [{ key: kind, kind, count: value }] : [])
  const job = (kind: 'running' | 'troubled', jobs: readonly Job[]) => jobs.map((one) => ({ key: one.id, kind, job: one }))
  const open = matters.filter((matter) => matter.replaced !== true)
  const asFact = (matter: Matter, at: number) => ({ key: `${matter.kind}${at}`, kind: 'matter' as const, matter })
  return [
    ...open.filter((matter) => matter.kind === 'auditMisfit').map(asFact),
    ...count('mailboxes', mailboxes),
    ...product('conflict', (row) => row.inConflict),
    ...product('noSeats', hasNoSeats),
    ...open.filter((matter) => matter.kind !== 'auditMisfit').map(asFact),
    ...count('blocked', blocked),
    ...job('troubled', troubled),
    ...job('running', running),
  ]
}
