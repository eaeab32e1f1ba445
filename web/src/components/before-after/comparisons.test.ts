import { describe, expect, it } from 'vitest'
import type { PersonOutcome } from '../../api/types'
import { en } from '../../i18n/en'
import { createFormat } from '../../i18n/format'
import { createTranslate } from '../../i18n/translate'
import { comparisonsOf } from './comparisons'

const words = { t: createTranslate(en, 'en'), format: createFormat({ language: 'en', timeZone: 'UTC', now: () => new Date('2026-03-02T09:00:00Z') }) }
const names = { en: 'Office 365 E3', 'zh-Hans': 'Office 365 E3' }
const outcome = (rest: Partial<PersonOutcome>): PersonOutcome => ({
  user: { id: 'a', displayName: 'Ada', userPrincipalName: 'ada@x' }, status: 'changed', reasons: [], licenses: [], servicesLost: [], servicesKept: [],
  servicesGained: [], mailbox: null, drive: null, office: null, warnings: [], ...rest,
})
const said = (rest: Partial<PersonOutcome>, name: string | null = 'Sway') =>
  comparisonsOf(outcome(rest), words, () => name).map(({ what, before, after }) => [what, before, after])

describe('before and after', () => {
  it('says what a licence was and is, with the apps that are off', () => {
    const licenses: PersonOutcome['licenses'] = [
      { skuId: 'e3', names, path: 'direct', change: 'removed', before: { disabledPlans: [] }, after: null },
      { skuId: 'e3', names, path: 'group', change: 'updated', before: { disabledPlans: ['p'] }, after: { disabledPlans: [] } },
    ]
    expect(said({ licenses })).toEqual([
      ['Office 365 E3', 'Assigned', 'Not assigned'],
      ['Office 365 E3 (through a group)', 'Assigned, turned off: Sway', 'Assigned'],
    ])
  })

  it('counts the apps whose names are not known', () => {
    const licenses: PersonOutcome['licenses'] = [{ skuId: 'e3', names, path: 'direct', change: 'added', before: null, after: { disabledPlans: ['p', 'q'] } }]
    expect(said({ licenses }, null)).toEqual([['Office 365 E3', 'Not assigned', 'Assigned, 2 apps turned off']])
  })

  it('gives a clock that was started its last day', () => {
    const purgeDateTime = '2026-04-01T09:00:00Z'
    expect(said({ mailbox: { before: 'active', after: 'disconnected', purgeDateTime } })).toEqual([['Mailbox', 'In use', 'Disconnected, kept until 1 Apr 2026']])
    expect(said({ drive: { before: 'active', after: 'unlicensed' } })).toEqual([['Files in OneDrive', 'In use', 'Kept without a license']])
  })
})
