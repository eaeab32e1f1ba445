import { createContext, useContext } from 'react'
import type { Coded } from '../api/types'
import type { Format } from './format'
import type { Language } from './language'
import type { Translate } from './translate'
import type { Wording } from './words'

export interface I18n {
  language: Language
  setLanguage: (language: Language) => void
  t: Translate
  format: Format
  reason: (coded: Coded) => Wording
  warning: (coded: Coded) => Wording
  /** Why a change cannot be undone; null for a code that is no such reason. */
  notRevertible: (code: string) => Wording | null
}

export const I18nContext = createContext<I18n | null>(null)

/** Words, numbers and dates in the reader's language. */
export function useI18n(): I18n {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it')
  return i18n
}
