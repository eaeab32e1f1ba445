import { FluentProvider } from '@fluentui/react-components'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { errorFrom } from '../api/errors'
import { I18nContext } from '../i18n/context'
import { en } from '../i18n/en'
import { createFormat } from '../i18n/format'
import { createTranslate } from '../i18n/translate'
import { loadWords } from '../i18n/words'
import { zhHans } from '../i18n/zh-Hans'
import { ErrorNotice } from './ErrorNotice'

afterEach(cleanup)

it.each([['en', en] as const, ['zh-Hans', zhHans] as const])('an undo that is refused says why in %s (25.26)', async (language, catalogue) => {
  const { notRevertible } = await loadWords(language)
  const details = [{ code: 'alreadyReverted', target: 'set-1', message: 'It has already been undone.' }]
  const body = { error: { code: 'Conflict', message: "The change set 'set-1' cannot be undone.", details } }
  const error = await errorFrom(new Response(JSON.stringify(body), { status: 409 }))
  const word = () => ({ message: '' })
  const format = createFormat({ language, timeZone: 'Europe/London', now: () => new Date(0) })
  const i18n = {
    language, setLanguage: () => undefined, t: createTranslate(catalogue, language), format, reason: word, warning: word,
    notRevertible: (code: string) => notRevertible[code] ?? null,
  }
  render(<FluentProvider><I18nContext.Provider value={i18n}><ErrorNotice error={error} onRetry={() => undefined} /></I18nContext.Provider></FluentProvider>)
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain(catalogue['error.notRevertible.title'])
  expect(alert.textContent).toContain(notRevertible.alreadyReverted!.message)
  expect(alert.textContent).toContain(notRevertible.alreadyReverted!.remedy)
  expect(alert.textContent).not.toContain('alreadyReverted')
  expect(screen.queryByRole('button')).toBeNull()
})
