import { createDOMRenderer, FluentProvider, RendererProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useMediaQuery } from '../hooks/use-media-query'
import { readPreference, writePreference } from '../util/preferences'
import { type ThemeChoice, themeChoices, ThemeContext } from './theme'

function storedChoice(): ThemeChoice {
  const stored = readPreference('theme')
  return themeChoices.find((choice) => choice === stored) ?? 'system'
}

/** The page's policy lets only styles in that carry the value which the server gave this page. */
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
const renderer = createDOMRenderer(document, { styleElementAttributes: nonce ? { nonce } : {} })

/** Light or dark: as chosen, or as the device is set. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(storedChoice)
  const deviceIsDark = useMediaQuery('(prefers-color-scheme: dark)')
  const dark = choice === 'dark' || (choice === 'system' && deviceIsDark)
  const state = useMemo(
    () => ({ choice, setChoice: (next: ThemeChoice) => { writePreference('theme', next); setChoice(next) } }),
    [choice],
  )

  useEffect(() => { document.documentElement.style.colorScheme = dark ? 'dark' : 'light' }, [dark])

  return (
    <ThemeContext value={state}>
      <RendererProvider renderer={renderer}>
        <FluentProvider theme={dark ? webDarkTheme : webLightTheme}>
          {children}
        </FluentProvider>
      </RendererProvider>
    </ThemeContext>
  )
}
