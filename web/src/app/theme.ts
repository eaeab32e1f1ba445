import { createContext, useContext } from 'react'

export const themeChoices = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export interface ThemeState {
  choice: ThemeChoice
  setChoice: (choice: ThemeChoice) => void
}

export const ThemeContext = createContext<ThemeState>({ choice: 'system', setChoice: () => undefined })

export const useThemeChoice = (): ThemeState => useContext(ThemeContext)
