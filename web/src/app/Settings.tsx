import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useI18n } from '../i18n/context'
import { type Language, languages } from '../i18n/language'
import { type ThemeChoice, themeChoices, useThemeChoice } from './theme'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

/** The choices of language and theme; they take effect at once and are remembered on this device. */
export function Settings() {
  const styles = useStyles()
  const { t, language, setLanguage } = useI18n()
  const { choice, setChoice } = useThemeChoice()
  return (
    <div className={styles.root}>
      <Field label={t('top.language')}>
        <RadioGroup value={language} onChange={(_, data) => setLanguage(data.value as Language)}>
          {(Object.keys(languages) as Language[]).map((key) => (
            <Radio key={key} value={key} label={<span lang={key}>{languages[key]}</span>} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t('top.theme')}>
        <RadioGroup value={choice} onChange={(_, data) => setChoice(data.value as ThemeChoice)}>
          {themeChoices.map((key) => <Radio key={key} value={key} label={t(`top.theme.${key}`)} />)}
        </RadioGroup>
      </Field>
    </div>
  )
}
