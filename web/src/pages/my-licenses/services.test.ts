import { expect, it } from 'vitest'
import type { PathInfo, ProductPlan } from '../../api/types'
import { clouds } from '../../clouds/table'
import { servicesOf } from './services'

const plan = (name: string, extra: Partial<ProductPlan> = {}): ProductPlan =>
  ({ servicePlanId: name, name, names: { en: name, 'zh-Hans': name }, service: 'other', appliesTo: 'User', ...extra })
const path = (state: PathInfo['state'], ...disabledPlans: string[]): PathInfo =>
  ({ kind: 'direct', group: null, purchaser: null, disabledPlans, state, assignedDateTime: '2026-01-01T00:00:00Z' })
const plans = [plan('FORMS'), plan('TEAMS1', { service: 'teams' }), plan('WIDE', { appliesTo: 'Company' })]
const states = (cloud: keyof typeof clouds, ...paths: PathInfo[]) => servicesOf({ plans, paths }, clouds[cloud]).map(({ state }) => state)

it('a service is on when any working path leaves it on (CNT-4)', () => {
  expect(states('worldwide', path('active', 'FORMS'), path('active', 'TEAMS1'))).toEqual(['on', 'on'])
  expect(states('worldwide', path('active', 'FORMS'), path('error'))).toEqual(['off', 'on'])
})

it('a service that the cloud does not have is not offered, whatever is assigned (CLD-4)', () => {
  expect(states('21vianet', path('active'))).toEqual(['on', 'notOffered'])
})
