import { useQuery } from '@tanstack/react-query'
import { personQuery } from '../../api/queries'
import { FilterChip } from './FilterChip'
import { PersonPicker } from './PersonPicker'

interface Props {
  label: string
  id: string | undefined
  /** Known from the list, when it is: an application, or someone who is gone for good. */
  name?: string
  onChange: (id: string | undefined) => void
}

/** One person, found by name. */
export function PersonFilter({ label, id, name, onChange }: Props) {
  const { data: person } = useQuery({ ...personQuery(id ?? ''), enabled: id !== undefined && name === undefined, retry: false })
  const value = id === undefined ? undefined : (name ?? person?.displayName ?? id)
  return (
    <FilterChip label={label} value={value} onClear={() => onChange(undefined)}>
      {(close) => <PersonPicker label={label} onPick={(picked) => { close(); onChange(picked.id) }} />}
    </FilterChip>
  )
}
