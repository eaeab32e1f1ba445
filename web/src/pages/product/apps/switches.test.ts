import { expect, it } from 'vitest'
import type { PathInfo } from '../../../api/types'
import { switchesOf } from './switches'

const path = (kind: PathInfo['kind'], ...disabledPlans: string[]): PathInfo =>
  ({ kind, group: null, purchaser: null, disabledPlans, state: 'active', assignedDateTime: '2026-01-01T00:00:00Z' })

it('a direct assignment is edited, whatever else there is (GRP-8)', () => {
  const off = new Set(['mail'])
  const group = path('group', 'sway')
  expect(switchesOf([path('direct', 'mail'), group], off)).toEqual({ editable: true, shown: off, others: [group] })
})

it('inherited services cannot be edited and show the union of all paths (GRP-6, CNT-4)', () => {
  const { editable, shown } = switchesOf([path('group', 'mail', 'sway'), path('selfService', 'sway')], new Set())
  expect([editable, [...shown]]).toEqual([false, ['sway']])
})
