import { Checkbox, Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import { isLongEnough, PASSWORD_MAX, PASSWORD_MIN } from '../../util/password'
import type { PasswordDraft } from './password-draft'

const useStyles = makeStyles({ root: { display: 'grid', gap: '8px' } })

interface Props {
  value: PasswordDraft
  onChange: (value: PasswordDraft) => void
}

/** A drawn password or one's own, and whether it has to be changed at the next sign-in. */
export function PasswordChoice({ value, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const short = value.own !== '' && !isLongEnough(value.own)
  return (
    <div className={styles.root}>
      <Field label={t('password.label')}>
        <RadioGroup value={value.drawn ? 'drawn' : 'own'} onChange={(_, data) => onChange({ ...value, drawn: data.value === 'drawn' })}>
          <Radio value="drawn" label={t('password.drawn')} />
          <Radio value="own" label={t('password.own')} />
        </RadioGroup>
      </Field>
      {!value.drawn && (
        <Field
          label={t('password.new')} required hint={t('password.hint', { min: PASSWORD_MIN, max: PASSWORD_MAX })}
          validationState={short ? 'error' : 'none'} validationMessage={short ? t('password.short', { min: PASSWORD_MIN }) : undefined}
        >
          <Input type="password" autoComplete="new-password" value={value.own} onChange={(_, data) => onChange({ ...value, own: data.value })} />
        </Field>
      )}
      <Checkbox label={t('password.mustChange')} checked={value.mustChange} onChange={(_, data) => onChange({ ...value, mustChange: data.checked === true })} />
    </div>
  )
}
