import { IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue, MessageKey } from './en'
import type { Language } from './language'

export type Params = Record<string, string | number>
export type Translate = (key: MessageKey, params?: Params) => string

/** Dates as "12 Dec 2026": day first leaves no doubt about which number is the month. */
export const localeOf: Record<Language, string> = { en: 'en-GB', 'zh-Hans': 'zh-Hans-CN' }

/** Makes the function that words a key; each message is parsed once. */
export function createTranslate(catalogue: Catalogue, language: Language): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>()
  return (key, params) => {
    let message = parsed.get(key)
    if (!message) {
      message = new IntlMessageFormat(catalogue[key], localeOf[language])
      parsed.set(key, message)
    }
    return String(message.format(params))
  }
}
