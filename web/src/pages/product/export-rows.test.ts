import { expect, it } from 'vitest'
import type { Holder, PathInfo } from '../../api/types'
import { en } from '../../i18n/en'
import { createFormat } from '../../i18n/format'
import { createTranslate } from '../../i18n/translate'
import { exportRows } from './export-rows'

const i18n = { t: createTranslate(en, 'en'), format: createFormat({ language: 'en', timeZone: 'UTC', now: () => new Date('2026-01-01T00:00:00Z') }) }
const plan = (servicePlanId: string) =>
  ({ servicePlanId, name: servicePlanId, names: { en: `App ${servicePlanId}`, 'zh-Hans': '' }, service: 'other' as const, appliesTo: 'User' as const })
const path = (extra: Partial<PathInfo>): PathInfo =>
  ({ kind: 'direct', group: null, purchaser: null, disabledPlans: [], state: 'active', assignedDateTime: '2025-05-02T08:00:00Z', ...extra })
const user = { id: 'u', displayName: 'Ada Berg', userPrincipalName: 'ada@x.example', department: null, accountEnabled: true }
const purchaser = { id: 'p', displayName: 'Pat', userPrincipalName: 'pat@x.example' }

const line = (...paths: PathInfo[]) => exportRows([{ user, paths } satisfies Holder], { plans: [plan('a'), plan('b')] }, i18n)[1]

it('an exported holder has their paths, the apps that every path turns off, and who bought', () => {
  expect(line(path({ disabledPlans: ['a', 'b'] }), path({ kind: 'group', group: { id: 'g', displayName: 'Sales' }, disabledPlans: ['a'] })))
    .toEqual(['Ada Berg', 'ada@x.example', '', 'Directly; Group Sales', 'App a', '', '2025-05-02', 'Allowed'])
  expect(line(path({ kind: 'selfService', purchaser }))?.slice(3, 6)).toEqual(['Self-service purchase of Pat', '', 'pat@x.example'])
})
