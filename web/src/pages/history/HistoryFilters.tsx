import { type ChangeSet, type ChangeSetFilter, faces } from '../../api/history'
import type { HistoryParams } from '../../app/history-params'
import { ChoiceFilter } from '../../components/filter/ChoiceFilter'
import { PastFilters } from '../../components/filter/PastFilters'
import { PersonFilter } from '../../components/filter/PersonFilter'
import { useI18n } from '../../i18n/context'
import { ExportChanges } from './ExportChanges'

interface Props {
  params: HistoryParams
  /** What is shown, from which names are taken. */
  sets: readonly ChangeSet[]
  filter: ChangeSetFilter
  onChange: (params: HistoryParams) => void
}

/** Whose history, by whom, through what and when. */
export function HistoryFilters({ params, sets, filter, onChange }: Props) {
  const { t } = useI18n()
  return (
    <PastFilters
      past={params} onChange={onChange} actorName={sets.find(({ actor }) => actor.id === params.actor)?.actor.displayName}
      first={<PersonFilter label={t('history.filter.person')} id={params.user} onChange={(user) => onChange({ user })} />}
      middle={
        <ChoiceFilter
          label={t('history.filter.face')} value={params.face} onChange={(face) => onChange({ face })}
          choices={faces.map((value) => ({ value, label: t(`history.face.${value}`) }))}
        />
      }
      exportButton={<ExportChanges filter={filter} />}
    />
  )
}
