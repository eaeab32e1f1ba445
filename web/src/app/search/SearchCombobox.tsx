import { Input, makeStyles } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useListKeys } from '../../hooks/use-list-keys'
import { useI18n } from '../../i18n/context'
import { SearchResults } from './SearchResults'
import { useTopSearch } from './use-top-search'

const useStyles = makeStyles({
  root: { position: 'relative', width: '100%', maxWidth: '440px', minWidth: 0 },
  input: { width: '100%' },
})

interface Props {
  inputRef: RefObject<HTMLInputElement | null>
  /** On a phone: the search goes away with what was taken. */
  onTaken?: () => void
}

/** The search of the top bar: people, products and pages, by keyboard alone if one likes. */
export function SearchCombobox({ inputRef, onTaken }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const list = useId()
  const help = useId()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const search = useTopSearch(() => { close(); inputRef.current?.blur(); onTaken?.() })
  const { options, text, settled, setText, take, takeBest } = search
  const { active, onKeyDown } = useListKeys(open ? options.length : 0, (index) => (settled ? take(options[index]!) : void takeBest()))

  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      // First what was typed goes, then the search itself.
      if (text === '') { close(); inputRef.current?.blur(); onTaken?.() } else setText('')
    } else if (event.key === 'Enter' && !settled && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void takeBest()
    } else {
      if (event.key === 'ArrowDown') setOpen(true)
      onKeyDown(event)
    }
  }
  return (
    <div role="search" className={styles.root} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) close() }}>
      <Input
        className={styles.input} appearance="filled-darker" contentBefore={<SearchRegular aria-hidden />} placeholder={t('search.placeholder')} maxLength={100}
        input={{ ref: inputRef, role: 'combobox' }} aria-label={t('search.label')} aria-autocomplete="list" aria-expanded={open} aria-controls={list}
        aria-activedescendant={open && active >= 0 ? `${list}-${active}` : undefined} aria-describedby={help} aria-keyshortcuts="/ Control+K" autoComplete="off"
        value={text} onChange={(_, data) => { setText(data.value); setOpen(true) }} onFocus={() => setOpen(true)} onKeyDown={keys}
      />
      <SearchResults listId={list} helpId={help} open={open} search={search} active={active} />
    </div>
  )
}
