import { describe, expect, it } from 'vitest'
import type { PlanRef, PreviewSummary, Service } from '../../api/types'
import { en } from '../../i18n/en'
import { createFormat } from '../../i18n/format'
import { createTranslate } from '../../i18n/translate'
import { zhHans } from '../../i18n/zh-Hans'
import { consequences, importantFirst, mainServices, remainingWarnings } from './summary'

const now = () => new Date('2026-03-02T09:00:00Z')
const english = { t: createTranslate(en, 'en'), format: createFormat({ language: 'en', timeZone: 'Europe/London', now }) }
const chinese = { t: createTranslate(zhHans, 'zh-Hans'), format: createFormat({ language: 'zh-Hans', timeZone: 'Europe/London', now }) }

const plan = (name: string, service: Service = 'other'): PlanRef =>
  ({ servicePlanId: name, name, names: { en: name, 'zh-Hans': name }, service })
const sku = (skuId: string) => ({ skuId, names: { en: skuId, 'zh-Hans': skuId } })

const preview = (summary: Partial<PreviewSummary>): PreviewSummary => ({
  licenses: { removed: 0, added: 0, updated: 0 }, seats: [], servicesLost: [], servicesKept: [], mailboxesDisconnected: 0,
  earliestMailboxPurge: null, mailboxesRestored: 0, drivesUnlicensed: 0, officeUnlicensed: 0, warnings: [], reasons: [], ...summary,
})

const taken = preview({
  seats: [{ ...sku('Office 365 E3'), pool: 'organization', freed: 12, taken: 0, assignedAfter: 31, availableAfter: 19 }],
  mailboxesDisconnected: 11, earliestMailboxPurge: '2026-04-01T09:00:00Z', officeUnlicensed: 1,
  warnings: [{ code: 'saveMailFirst', people: 11 }, { code: 'filesKept', people: 12 }, { code: 'mailPurge', people: 11 }],
})

describe('the preview in words', () => {
  it('says seats, mail with its last day, files and Office apps (UNA-40, UNA-43, UNA-46)', () => {
    expect(consequences(taken, english)).toEqual([
      'Office 365 E3: 12 licenses become free. Afterwards 31 are assigned and 19 available.',
      '11 mailboxes are disconnected at once. The mail is kept for 30 days; the last day is 1 Apr 2026, in 30 days. After that it is deleted and cannot be recovered.',
      'Files in OneDrive are kept (12 people). Only deleting a person starts the clock of their files.',
      'Installed Office apps show “Unlicensed Product” (1 person).',
    ])
  })

  it('says the same in Chinese', () => {
    expect(consequences(taken, chinese)).toEqual([
      'Office 365 E3：将有 12 个许可证变为可用。之后已分配 31 个，可用 19 个。',
      '11 个邮箱将立即断开连接。邮件保留 30 天，最后一天是 2026年4月1日（30天后），之后会被删除且无法恢复。',
      'OneDrive 中的文件会保留（12 人）。只有删除人员才会开始文件的计时。',
      '已安装的 Office 应用将显示“未授权的产品”（1 人）。',
    ])
  })

  it('says that held mail has no last day, and that undo brings mail back', () => {
    expect(consequences(preview({ mailboxesDisconnected: 1, mailboxesRestored: 2 }), english)).toEqual([
      '1 mailbox is disconnected at once. The mail is kept while a hold lasts.',
      '2 disconnected mailboxes come back with all mail.',
    ])
  })

  it('does not repeat as a warning what a sentence already says', () => {
    expect(remainingWarnings(taken).map((warning) => warning.code)).toEqual(['saveMailFirst'])
  })
})

describe('services', () => {
  it('that readers know come first, then those of most people', () => {
    const services = [{ ...plan('Forms'), people: 2 }, { ...plan('Sway'), people: 3 }, { ...plan('Exchange', 'mail'), people: 1 }]
    expect(importantFirst(services).map((one) => one.name)).toEqual(['Exchange', 'Sway', 'Forms'])
  })

  it('that are many are named by the important ones', () => {
    const plans = [plan('Forms'), plan('Sway'), plan('Teams', 'teams'), plan('OneDrive', 'files'), plan('Exchange', 'mail')]
    expect(mainServices(plans, english, 3)).toBe('Exchange, OneDrive, Teams and 2 more')
    expect(mainServices(plans.slice(3), english)).toBe('OneDrive and Exchange'.split(' and ').reverse().join(' and '))
  })
})
