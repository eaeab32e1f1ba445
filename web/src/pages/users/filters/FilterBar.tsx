import { makeStyles } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { filtersOf, peopleFilters } from '../../../app/search-params'
import { useI18n } from '../../../i18n/context'
import { Chip } from '../../../ui/Chip'
import { type Criteria, toggleFilter } from '../list/criteria'
import { MoreFilters } from './MoreFilters'
import { ValueChips } from './ValueChips'

const useStyles = makeStyles({ row: { display: 'flex', gap: '6px', flexWrap: 'wrap', alignItems: 'center' }, remove: { marginLeft: '6px', fontSize: '12px' } })

interface Props {
  criteria: Criteria
  /** Departments that are seen at the moment, to choose from. */
  departments: readonly string[]
  onChange: (criteria: Partial<Criteria>) => void
}

/** The filters: those that are on or off, those with a value as chips that can be taken away, and more of them. */
export function FilterBar({ criteria, departments, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const on = filtersOf(criteria.filter)
  return (
    <div role="group" aria-label={t('list.filters')} className={styles.row}>
      {peopleFilters.map((filter) => (
        <Chip key={filter} on={on.includes(filter)} onClick={() => onChange({ filter: toggleFilter(criteria.filter, filter) })}>
          {t(`users.filter.${filter}`)}
          {on.includes(filter) && <DismissRegular aria-hidden className={styles.remove} />}
        </Chip>
      ))}
      <ValueChips criteria={criteria} onChange={onChange} />
      <MoreFilters criteria={criteria} departments={departments} onChange={onChange} />
    </div>
  )
}
