import { expect, it } from 'vitest'
import type { PathInfo, Product } from '../api/types'
import { effectiveApps } from './apps'

const plan = (servicePlanId: string, appliesTo: 'User' | 'Company' = 'User') =>
  ({ servicePlanId, name: servicePlanId, names: { en: servicePlanId, 'zh-Hans': servicePlanId }, service: 'other' as const, appliesTo })
const product = (skuId: string, ...plans: Product['plans']) => ({ skuId, names: { en: skuId, 'zh-Hans': skuId }, plans }) as Product
const path = (disabledPlans: string[], state: PathInfo['state'] = 'active'): PathInfo =>
  ({ kind: 'direct', group: null, purchaser: null, disabledPlans, state, assignedDateTime: '2026-01-01T00:00:00Z' })
const held = (skuId: string, ...paths: PathInfo[]) => ({ skuId, skuPartNumber: skuId, names: { en: skuId, 'zh-Hans': skuId }, paths })

it('are the union over all working paths (CNT-4)', () => {
  const apps = effectiveApps(
    { assignments: [held('a', path(['mail']), path(['teams'])), held('b', path([])), held('broken', path([], 'error'))] },
    [product('a', plan('mail'), plan('teams'), plan('wide', 'Company')), product('b', plan('teams'), plan('bi')), product('broken', plan('visio'))],
  )
  expect(apps.map((app) => [app.plan.servicePlanId, app.through.map((sku) => sku.skuId)]))
    .toEqual([['mail', ['a']], ['teams', ['a', 'b']], ['bi', ['b']]])
})

it('leave out what every path turns off', () => {
  const apps = effectiveApps({ assignments: [held('a', path(['mail']), path(['mail']))] }, [product('a', plan('mail'))])
  expect(apps).toEqual([])
})
