import { makeStyles, tokens } from '@fluentui/react-components'
import { SaveActions } from '../../components/SaveActions'
import { useI18n } from '../../i18n/context'
import type { SettingsForm } from './use-settings-form'

const useStyles = makeStyles({
  bar: {
    position: 'sticky', bottom: 0, zIndex: 1, display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', padding: '10px 0',
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

interface Props {
  form: SettingsForm
  denied: string | null
  onSave: () => void
}

/** Save changes, in view while the form scrolls; disabled with the reason until something can be saved. */
export function SaveBar({ form, denied, onSave }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { dirty, problems, reset } = form
  const wrong = Object.keys(problems).length > 0 ? t('settings.problem.first') : null
  return (
    <div className={styles.bar}>
      <SaveActions dirty={dirty} reason={denied ?? wrong} nothing={t('settings.nothingChanged')} onSave={onSave} onReset={reset} />
    </div>
  )
}
