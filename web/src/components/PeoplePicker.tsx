import { Caption1, Combobox, Field, Option } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { foundPeopleQuery } from '../api/found-people'
import type { PersonRow } from '../api/types'
import { useDebounced } from '../hooks/use-debounced'
import { useI18n } from '../i18n/context'
import { usePageStyles } from '../ui/page-styles'
import { ErrorNotice } from './ErrorNotice'

/** As many as are looked through at a glance; more letters find the others. */
const SHOWN = 8

interface Props {
  label: string
  picked: readonly PersonRow[]
  /** Something to know about someone before they are picked. */
  noteOf?: (person: PersonRow) => string | null
  onChange: (picked: PersonRow[]) => void
}

/** Type a name, pick people from the results (ASG-2). */
export function PeoplePicker({ label, picked, noteOf, onChange }: Props) {
  const page = usePageStyles()
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(false)
  useDebounced(text, 200, (next) => setSearch(next.trim()))
  const asked = search !== '' && text.trim() !== ''
  const { data, error, isFetching, refetch } = useQuery({ ...foundPeopleQuery(search, SHOWN), enabled: asked })
  const found = asked ? (data?.value ?? []).filter((person) => !picked.some((one) => one.id === person.id)) : []

  const pick = (id: string | undefined) => {
    const person = found.find((one) => one.id === id)
    if (!person) return
    onChange([...picked, person])
    setText('')
    setSearch('')
  }
  return (
    <>
      <Field label={label} hint={t('picker.hint')}>
        <Combobox
          autoFocus freeform inlinePopup value={text} selectedOptions={[]} placeholder={t('picker.placeholder')} autoComplete="off"
          open={open} onOpenChange={(_, data) => setOpen(data.open)}
          // Also when it was pasted, which is no key that would open the list.
          onChange={(event) => { setText(event.target.value); setOpen(true) }} onOptionSelect={(_, { optionValue }) => pick(optionValue)}
        >
          {found.map((person) => (
            <Option key={person.id} value={person.id} text={person.displayName}>
              <span className={page.stack}>
                {person.displayName}
                <Caption1 className={page.quiet}>{person.userPrincipalName}</Caption1>
                {noteOf?.(person) && <Caption1>{noteOf(person)}</Caption1>}
              </span>
            </Option>
          ))}
          {found.length === 0 && (
            <Option disabled text={t('picker.placeholder')}>
              {t(!asked ? 'picker.type' : isFetching || !data ? 'picker.searching' : 'picker.nobody')}
            </Option>
          )}
        </Combobox>
      </Field>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </>
  )
}
