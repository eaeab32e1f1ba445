import {
  Button, Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItemRadio, MenuList, MenuPopover, MenuTrigger,
} from '@fluentui/react-components'
import { LocalLanguageRegular } from '@fluentui/react-icons'
import { useI18n } from '../i18n/context'
import { type Language, languages } from '../i18n/language'
import { type ThemeChoice, themeChoices, useThemeChoice } from './theme'

/** Language and theme. */
export function SettingsMenu() {
  const { t, language, setLanguage } = useI18n()
  const { choice, setChoice } = useThemeChoice()
  return (
    <Menu
      checkedValues={{ language: [language], theme: [choice] }}
      onCheckedValueChange={(_, { name, checkedItems: [value] }) => {
        if (name === 'language') setLanguage(value as Language)
        else setChoice(value as ThemeChoice)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<LocalLanguageRegular />} aria-label={t('top.settings')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('top.language')}</MenuGroupHeader>
            {(Object.keys(languages) as Language[]).map((key) => (
              <MenuItemRadio key={key} name="language" value={key} lang={key}>{languages[key]}</MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('top.theme')}</MenuGroupHeader>
            {themeChoices.map((key) => (
              <MenuItemRadio key={key} name="theme" value={key}>{t(`top.theme.${key}`)}</MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
