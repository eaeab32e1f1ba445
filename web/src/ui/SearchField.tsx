import { makeStyles, SearchBox } from '@fluentui/react-components'
import { useState } from 'react'
import { useDebounced } from '../hooks/use-debounced'
import { phone } from './breakpoints'

const useStyles = makeStyles({ box: { width: '320px', maxWidth: '100%', [phone]: { width: '100%' } } })

interface Props {
  label: string
  value: string
  onSearch: (value: string) => void
}

/** A search that asks the server once the typing pauses. */
export function SearchField({ label, value, onSearch }: Props) {
  const styles = useStyles()
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed from outside (Back, a cleared filter): show what it says.
  if (known !== value) {
    setKnown(value)
    if (value !== text.trim()) setText(value)
  }
  useDebounced(text, 250, (next) => { if (next.trim() !== value) onSearch(next.trim()) })
  return (
    <SearchBox
      className={styles.box} aria-label={label} placeholder={label} value={text} maxLength={100}
      onChange={(_, data) => setText(data.value)}
      onKeyDown={(event) => { if (event.key === 'Enter') onSearch(text.trim()) }}
    />
  )
}
