import type { OrganizationSettings } from '../../api/settings'
import type { Cloud } from '../../api/types'
import type { I18n } from '../../i18n/context'
import type { MessageKey } from '../../i18n/en'
import { languages } from '../../i18n/language'
import type { SettingKey } from './edits'

export const cloudLabels: Record<Cloud, MessageKey> = {
  worldwide: 'settings.cloud.worldwide', germany: 'settings.cloud.germany', '21vianet': 'settings.cloud.vianet',
}

export const clouds = Object.keys(cloudLabels) as Cloud[]

/** What follows from a change of the setting, said before it is saved. */
const consequences: Record<SettingKey, MessageKey> = {
  displayName: 'settings.means.displayName', country: 'settings.means.country', timeZone: 'settings.means.timeZone',
  cloud: 'settings.means.cloud', language: 'settings.means.language', licensesPageUsers: 'settings.means.licensesPageUsers',
  historyDays: 'settings.means.historyDays', passwordGrant: 'settings.means.passwordGrant',
}

const labels: Record<SettingKey, MessageKey> = {
  displayName: 'settings.displayName', country: 'settings.country', timeZone: 'settings.timeZone', cloud: 'settings.cloud',
  language: 'settings.language', licensesPageUsers: 'settings.licensesPageUsers', historyDays: 'settings.historyDays',
  passwordGrant: 'settings.passwordGrant',
}

/** A setting's value as a reader sees it. */
export function wordSetting(key: SettingKey, settings: OrganizationSettings, { t, format }: I18n): string {
  switch (key) {
    case 'country': return format.country(settings.country)
    case 'cloud': return t(cloudLabels[settings.cloud])
    case 'language': return languages[settings.language]
    case 'licensesPageUsers': return t('settings.people', { count: settings.licensesPageUsers })
    case 'historyDays': return t('settings.days', { count: settings.historyDays })
    case 'passwordGrant': return t(settings.passwordGrant ? 'settings.allowed' : 'settings.notAllowed')
    default: return settings[key]
  }
}

export const settingLabel = (key: SettingKey): MessageKey => labels[key]

/** What a change means; fewer days of history mean something else than more. */
export function settingConsequence(key: SettingKey, before: OrganizationSettings, after: OrganizationSettings): MessageKey {
  if (key === 'historyDays' && after.historyDays < before.historyDays) return 'settings.means.historyDaysLess'
  if (key === 'passwordGrant' && !after.passwordGrant) return 'settings.means.passwordGrantOff'
  return consequences[key]
}
