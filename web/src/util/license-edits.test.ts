import { describe, expect, it } from 'vitest'
import type { PathInfo, ProductRow } from '../api/types'
import { editBox, isHeld, licenseBoxes, operationOf } from './license-edits'

const product = (skuId: string, numbers: Partial<ProductRow> = {}): ProductRow => ({
  skuId, skuPartNumber: skuId, names: { en: skuId, 'zh-Hans': skuId }, appliesTo: 'User', assigned: 1, enabled: 5, warning: 0, suspended: 0,
  lockedOut: 0, total: 5, available: 4, excess: 0, inConflict: false, subscriptions: [], selfService: [], ...numbers,
})
const path = (kind: PathInfo['kind'], extra: Partial<PathInfo> = {}): PathInfo =>
  ({ kind, group: null, purchaser: null, disabledPlans: [], state: 'active', assignedDateTime: '2026-01-01T00:00:00Z', ...extra })
const held = (skuId: string, ...paths: PathInfo[]) =>
  ({ skuId, skuPartNumber: skuId, names: { en: skuId, 'zh-Hans': skuId }, paths })
const group = { id: 'g', displayName: 'Sales' }
const purchaser = { id: 'p', displayName: 'Pat', userPrincipalName: 'pat@x' }

const boxes = licenseBoxes(
  {
    assignments: [
      held('direct', path('direct')), held('both', path('direct'), path('group', { group })), held('group', path('group', { group })),
      held('bought', path('selfService', { purchaser })), held('orphan', path('direct')),
    ],
  },
  [product('direct', { available: 0 }), product('both'), product('group'), product('bought', { enabled: 0, total: 0, available: 0 }),
    product('free'), product('full', { available: 0 }), product('tenantWide', { appliesTo: 'Company' }),
    product('othersSelfService', { enabled: 0, total: 0, available: 0 })],
)
const box = (skuId: string) => boxes.find((one) => one.skuId === skuId)!

describe('the boxes of Licenses and apps (UNA-20)', () => {
  it('list what is held and what could be assigned, also a product that is gone (NEED-10)', () => {
    expect(boxes.map((one) => one.skuId)).toEqual(['direct', 'both', 'group', 'bought', 'free', 'full', 'orphan'])
    expect(boxes.filter(isHeld).map((one) => one.skuId)).toEqual(['direct', 'both', 'group', 'bought', 'orphan'])
  })

  it('lock what an administrator cannot change here, with the reason', () => {
    expect(boxes.map((one) => one.locked)).toEqual([null, null, 'inherited', 'selfService', null, 'noSeats', null])
  })

  it('become one save; a box put back is no edit', () => {
    let edits = editBox(new Map(), box('direct'), false)
    edits = editBox(edits, box('free'), true)
    edits = editBox(edits, box('both'), false)
    edits = editBox(edits, box('both'), true)
    expect(operationOf(edits)).toEqual({ kind: 'update', assign: [{ skuId: 'free', disabledPlans: [] }], unassign: ['direct'] })
  })
})
