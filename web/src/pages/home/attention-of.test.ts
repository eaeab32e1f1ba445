import { describe, expect, it } from 'vitest'
import type { ProductRow } from '../../api/types'
import { attentionOf } from './attention-of'

const row = (skuId: string, rest: Partial<ProductRow> = {}): ProductRow => ({
  skuId, names: { en: skuId, 'zh-Hans': skuId }, skuPartNumber: skuId, appliesTo: 'User', assigned: 1, enabled: 5, warning: 0, suspended: 0,
  lockedOut: 0, total: 5, available: 4, excess: 0, inConflict: false, subscriptions: [], selfService: [], ...rest,
})
const nothing = { products: [], blocked: 0, mailboxes: 0, running: [], troubled: [], matters: [] }
const kinds = (known: Partial<Parameters<typeof attentionOf>[0]>) => attentionOf({ ...nothing, ...known }).map((item) => item.kind)

describe('what needs attention', () => {
  it('is nothing where seats are left and nothing is due', () => {
    expect(kinds({ products: [row('a')] })).toEqual([])
  })

  it('names a product in conflict once, not as one without seats too', () => {
    expect(kinds({ products: [row('a', { inConflict: true, available: 0, excess: 2 }), row('b', { available: 0 })] })).toEqual(['conflict', 'noSeats'])
  })

  it('leaves out products that nobody bought and those for the whole organization', () => {
    expect(kinds({ products: [row('a', { enabled: 0, available: 0 }), row('b', { available: 0, appliesTo: 'Company' })] })).toEqual([])
  })

  it('warns of a secret that ends unless another one works on, and of a broken audit before all else', () => {
    const secret = { kind: 'applicationSecretEnds', application: 'Scripts', secret: 'old', endsDateTime: '2026-12-01T00:00:00Z' } as const
    expect(kinds({ matters: [{ ...secret, replaced: true }] })).toEqual([])
    expect(kinds({ matters: [{ ...secret, replaced: false }, { kind: 'auditMisfit' }], mailboxes: 1 })).toEqual(['matter', 'mailboxes', 'matter'])
  })

  it('begins with what would be lost for good', () => {
    expect(kinds({ products: [row('a', { available: 0 })], blocked: 2, mailboxes: 1 })).toEqual(['mailboxes', 'noSeats', 'blocked'])
  })
})
