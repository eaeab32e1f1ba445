import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { useI18n } from '../../i18n/context'
import { type Choice, matching } from './places'

const SHOWN = 60
const useStyles = makeStyles({ input: { textOverflow: 'ellipsis' }, box: { minWidth: 0 }, list: { maxHeight: '320px' } })

interface Props {
  label: string
  hint: string
  value: string
  choices: readonly Choice[]
  disabled: boolean
  onChange: (value: string) => void
}

/** One of many, found by typing. */
export function ChoiceField({ label, hint, value, choices, disabled, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [typed, setTyped] = useState<string | null>(null)
  const chosen = choices.find((choice) => choice.value === value)?.label ?? value
  const found = useMemo(() => matching(choices, typed ?? ''), [choices, typed])
  return (
    <Field label={label} hint={hint}>
      <Combobox
        className={styles.box} input={{ className: styles.input }} listbox={{ className: styles.list }} disabled={disabled}
        value={typed ?? chosen} selectedOptions={[value]}
        onChange={(event) => setTyped(event.target.value)}
        // Typing what begins no option clears the selection first: that is no choice.
        onOptionSelect={(_, data) => { if (data.optionValue) { onChange(data.optionValue); setTyped(null) } }}
        onBlur={() => setTyped(null)}
      >
        {found.slice(0, SHOWN).map((choice) => <Option key={choice.value} value={choice.value}>{choice.label}</Option>)}
        {found.length === 0 && <Option disabled value="" text={t('settings.choice.none')}>{t('settings.choice.none')}</Option>}
        {found.length > SHOWN && <Option disabled value="" text={t('settings.choice.more', { count: found.length - SHOWN })}>{t('settings.choice.more', { count: found.length - SHOWN })}</Option>}
      </Combobox>
    </Field>
  )
}
