import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { sessionQuery } from '../api/queries'
import { readPreference, writePreference } from '../util/preferences'
import { wordCoded } from './coded'
import { type I18n, I18nContext } from './context'
import type { Catalogue } from './en'
import { createFormat } from './format'
import { chooseLanguage, type Language } from './language'
import { createTranslate } from './translate'
import { loadWords, type Words } from './words'

const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: () => import('./en').then((module) => module.en),
  'zh-Hans': () => import('./zh-Hans').then((module) => module.zhHans),
}

interface Loaded {
  language: Language
  catalogue: Catalogue
  words: Words
}

/** Chooses and loads the language; shows nothing until it is there, so that no page flickers between two. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const { data: session, isPending } = useQuery(sessionQuery)
  const [stored, setStored] = useState(() => readPreference('language'))
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const language = chooseLanguage({ stored, preferred: session?.user.preferredLanguage, browser: navigator.languages })

  useEffect(() => {
    if (isPending) return
    let current = true
    document.documentElement.lang = language
    void Promise.all([catalogues[language](), loadWords(language)]).then(([catalogue, words]) => {
      if (current) setLoaded({ language, catalogue, words })
    })
    return () => { current = false }
  }, [language, isPending])

  const i18n = useMemo<I18n | null>(() => {
    if (!loaded) return null
    const simulated = session?.clock.kind === 'simulated' ? new Date(session.clock.now) : null
    const t = createTranslate(loaded.catalogue, loaded.language)
    const timeZone = session?.tenant.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    const format = createFormat({ language: loaded.language, timeZone, now: () => simulated ?? new Date() })
    const tools = { t, format, words: loaded.words }
    return {
      language: loaded.language, t, format,
      setLanguage: (next) => { writePreference('language', next); setStored(next) },
      reason: (coded) => wordCoded('reasons', coded, tools),
      warning: (coded) => wordCoded('warnings', coded, tools),
      notRevertible: (code) => loaded.words.notRevertible[code] ?? null,
    }
  }, [loaded, session])

  return i18n && <I18nContext value={i18n}>{children}</I18nContext>
}
