import { Button, Caption1, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { candidatesQuery } from '../../api/roles'
import type { PersonRow, UserRef } from '../../api/types'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { SearchField } from '../../ui/SearchField'
import { usePageStyles } from '../../ui/page-styles'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px', gridTemplateColumns: 'minmax(0, 1fr)' },
  chosen: { display: 'flex', gap: '6px', flexWrap: 'wrap', listStyleType: 'none', margin: 0, padding: 0 },
  list: {
    listStyleType: 'none', margin: 0, padding: '4px', maxHeight: '240px', overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium,
  },
  label: { display: 'grid', overflowWrap: 'anywhere' },
})

interface Props {
  chosen: readonly UserRef[]
  /** Who needs not be chosen, because they hold the role already. */
  holders: ReadonlySet<string>
  onChange: (chosen: UserRef[]) => void
}

/** Finds people by name and collects those who are ticked. */
export function PeoplePicker({ chosen, holders, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery(candidatesQuery(search))
  const found = search === '' ? undefined : data?.value
  const set = (person: UserRef, on: boolean) => onChange([...chosen.filter((one) => one.id !== person.id), ...(on ? [person] : [])])
  return (
    <div className={styles.root}>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={t('roles.chosen')}>
          {chosen.map((person) => (
            <li key={person.id}>
              <Button
                size="small" shape="circular" iconPosition="after" icon={<DismissRegular />}
                aria-label={t('roles.unchoose', { name: person.displayName })} onClick={() => set(person, false)}
              >
                {person.displayName}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SearchField label={t('roles.search')} value={search} onSearch={setSearch} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {found?.length === 0 && <Text role="status">{t('roles.search.none', { search })}</Text>}
      {found && found.length > 0 && (
        <ul className={styles.list} aria-label={t('roles.found')}>
          {found.map((person) => (
            <Candidate
              key={person.id} person={person} holds={holders.has(person.id)} checked={chosen.some((one) => one.id === person.id)}
              onChange={(on) => set(person, on)}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

interface CandidateProps {
  person: PersonRow
  holds: boolean
  checked: boolean
  onChange: (checked: boolean) => void
}

function Candidate({ person, holds, checked, onChange }: CandidateProps) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <li>
      <Checkbox
        checked={checked || holds} disabled={holds} onChange={(_, data) => onChange(data.checked === true)}
        label={
          <span className={styles.label}>
            {person.displayName}
            <Caption1 className={page.quiet}>{holds ? t('roles.holdsAlready') : person.userPrincipalName}</Caption1>
          </span>
        }
      />
    </li>
  )
}
