import { Button, makeStyles } from '@fluentui/react-components'
import { useI18n } from '../i18n/context'
import { type Language, languages } from '../i18n/language'

const useStyles = makeStyles({ row: { display: 'flex', gap: '4px', justifyContent: 'center' } })

/** The languages side by side, each under its own name; the one in use is pressed. */
export function LanguageButtons() {
  const styles = useStyles()
  const { t, language, setLanguage } = useI18n()
  return (
    <div role="group" aria-label={t('top.language')} className={styles.row}>
      {(Object.keys(languages) as Language[]).map((key) => (
        <Button
          key={key} lang={key} size="small" appearance={key === language ? 'secondary' : 'subtle'}
          aria-pressed={key === language} onClick={() => setLanguage(key)}
        >
          {languages[key]}
        </Button>
      ))}
    </div>
  )
}
