import { makeStyles } from '@fluentui/react-components'
import { Chip } from './Chip'

const useStyles = makeStyles({ row: { display: 'flex', gap: '6px', flexWrap: 'wrap' } })

interface Props<T extends string> {
  label: string
  choices: readonly { value: T; label: string }[]
  /** The one that is on, if any. */
  value: T | undefined
  onChange: (value: T) => void
}

/** Filters of which one at a time is on. */
export function FilterChips<T extends string>({ label, choices, value, onChange }: Props<T>) {
  const styles = useStyles()
  return (
    <div role="group" aria-label={label} className={styles.row}>
      {choices.map((choice) => (
        <Chip key={choice.value} on={choice.value === value} onClick={() => onChange(choice.value)}>{choice.label}</Chip>
      ))}
    </div>
  )
}
