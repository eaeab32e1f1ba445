import { Field, Select } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useI18n } from '../../i18n/context'
import { countriesOf } from '../../util/countries'

interface Props {
  label: string
  /** What stands for no country. */
  empty: string
  value: string
  hint?: string
  disabled?: boolean
  required?: boolean
  onChange: (code: string) => void
}

/** A country by its name in the reader's language. */
export function CountrySelect({ label, empty, value, hint, disabled, required, onChange }: Props) {
  const { format } = useI18n()
  const countries = useMemo(() => countriesOf(format), [format])
  return (
    <Field label={label} hint={hint} required={required}>
      <Select value={value} disabled={disabled} onChange={(_, data) => onChange(data.value)}>
        <option value="">{empty}</option>
        {countries.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
      </Select>
    </Field>
  )
}
