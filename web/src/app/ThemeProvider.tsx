import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useMediaQuery } from '../hooks/use-media-query'
import { readPreference, writePreference } from '../util/preferences'
import { type ThemeChoice, themeChoices, ThemeContext } from './theme'

function storedChoice(): ThemeChoice {
  const stored = readPreference('theme')
  return themeChoices.find((choice) => choice === stored) ?? 'system'
}

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
      <FluentProvider theme={dark ? webDarkTheme : webLightTheme}>
        {children}
      </FluentProvider>
    </ThemeContext>
  )
}
