import { Field, MessageBar, MessageBarBody, makeStyles, SpinButton, Switch } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import { bounds } from './edits'
import { Section } from './Section'
import type { SettingsForm } from './use-settings-form'

const useStyles = makeStyles({
  number: { maxWidth: '180px' },
  grid: { display: 'grid', gap: '16px', gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))', alignItems: 'start' },
})

/** How much at a time, how long it is remembered, and how people may sign in. */
export function LimitsSection({ form, disabled }: { form: SettingsForm; disabled: boolean }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { values, problems, set } = form
  const number = (key: 'licensesPageUsers' | 'historyDays') => {
    const [least, most] = bounds[key]
    return (
      <Field
        label={t(`settings.${key}`)} hint={t(`settings.${key}.hint`)}
        validationMessage={problems[key] && t('settings.problem.outOfBounds', { least, most })}
      >
        <SpinButton
          className={styles.number} min={least} max={most} disabled={disabled} value={Number.isNaN(values[key]) ? null : values[key]}
          displayValue={Number.isNaN(values[key]) ? '' : String(values[key])}
          onChange={(_, data) => set(key, typeof data.value === 'number' ? data.value : numberOf(data.displayValue))}
        />
      </Field>
    )
  }
  return (
    <Section heading={t('settings.limits')}>
      <div className={styles.grid}>
        {number('licensesPageUsers')}
        {number('historyDays')}
      </div>
      <Field hint={t('settings.passwordGrant.hint')}>
        <Switch
          label={t('settings.passwordGrant')} checked={values.passwordGrant} disabled={disabled}
          onChange={(_, data) => set('passwordGrant', data.checked)}
        />
      </Field>
      {values.passwordGrant && (
        <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('settings.passwordGrant.warning')}</MessageBarBody></MessageBar>
      )}
    </Section>
  )
}

/** What was typed, as a number; no number at all is a problem that the field then shows. */
const numberOf = (typed: string | undefined): number => (typed?.trim() ? Number(typed) : Number.NaN)
