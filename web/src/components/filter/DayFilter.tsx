import { Field, Input } from '@fluentui/react-components'
import { FilterChip } from './FilterChip'
import { useI18n } from '../../i18n/context'

interface Props {
  label: string
  /** Such as 2026-03-31. */
  day: string | undefined
  onChange: (day: string | undefined) => void
}

/** A day of the organization's calendar. */
export function DayFilter({ label, day, onChange }: Props) {
  const { format } = useI18n()
  // Noon in UTC is the same day in nearly every zone; the chip names the day that was chosen.
  const value = day && format.date(`${day}T12:00:00Z`)
  return (
    <FilterChip label={label} value={value} onClear={() => onChange(undefined)}>
      {() => (
        <Field label={label}>
          {/* The bounds keep a year that is still being typed from being taken for one. */}
          <Input type="date" min="2000-01-01" max="9999-12-31" defaultValue={day} onChange={(event, data) => { if (event.target.validity.valid) onChange(data.value || undefined) }} />
        </Field>
      )}
    </FilterChip>
  )
}
