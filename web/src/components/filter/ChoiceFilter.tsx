import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { FilterChip } from './FilterChip'

interface Props<T extends string> {
  label: string
  choices: readonly { value: T; label: string }[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}

/** One of a few. */
export function ChoiceFilter<T extends string>({ label, choices, value, onChange }: Props<T>) {
  const chosen = value && (choices.find((choice) => choice.value === value)?.label ?? value)
  return (
    <FilterChip label={label} value={chosen} onClear={() => onChange(undefined)}>
      {() => (
        <Field label={label}>
          <RadioGroup value={value ?? ''} onChange={(_, data) => onChange(data.value as T)}>
            {choices.map((choice) => <Radio key={choice.value} value={choice.value} label={choice.label} />)}
          </RadioGroup>
        </Field>
      )}
    </FilterChip>
  )
}
