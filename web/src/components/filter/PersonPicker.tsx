import { Caption1, Field, Input, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { peopleQuery } from '../../api/queries'
import type { UserRef } from '../../api/types'
import { useDebounced } from '../../hooks/use-debounced'
import { useListKeys } from '../../hooks/use-list-keys'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '260px', overflowY: 'auto' },
  option: {
    display: 'grid', padding: '6px 8px', cursor: 'pointer', borderRadius: tokens.borderRadiusMedium, overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected },
  quiet: { color: tokens.colorNeutralForeground2 },
})

const MOST = 8

/** Finds one person by the start of a name; the server looks. */
export function PersonPicker({ label, onPick }: { label: string; onPick: (person: UserRef) => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const list = useId()
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  useDebounced(text, 200, (next) => setSearch(next.trim()))
  const { data } = useQuery({ ...peopleQuery({ search, top: MOST }), enabled: search !== '' })
  const people = search === '' ? [] : (data?.value ?? [])
  const { active, onKeyDown } = useListKeys(people.length, (index) => onPick(people[index]!))
  const optionId = (index: number) => `${list}-${index}`
  return (
    <>
      <Field label={label}>
        <Input
          autoFocus value={text} onChange={(_, data) => setText(data.value)} onKeyDown={onKeyDown} role="combobox" aria-autocomplete="list"
          aria-expanded={people.length > 0} aria-controls={list} aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          placeholder={t('filter.person.hint')} maxLength={100}
        />
      </Field>
      {people.length > 0 && (
        <ul id={list} role="listbox" aria-label={label} className={styles.list}>
          {people.map((person, index) => (
            <li
              key={person.id} id={optionId(index)} role="option" aria-selected={index === active}
              className={mergeClasses(styles.option, index === active && styles.active)} onClick={() => onPick(person)}
            >
              <Text>{person.displayName}</Text>
              <Caption1 className={styles.quiet}>{person.userPrincipalName}</Caption1>
            </li>
          ))}
        </ul>
      )}
      {search !== '' && data?.value.length === 0 && <Text role="status" size={200}>{t('filter.person.none')}</Text>}
    </>
  )
}
