import { type ChangeSet, type ChangeSetFilter, faces } from '../../api/history'
import type { HistoryParams } from '../../app/history-params'
import { ChoiceFilter } from '../../components/filter/ChoiceFilter'
import { DayFilter } from '../../components/filter/DayFilter'
import { PersonFilter } from '../../components/filter/PersonFilter'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
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
  const page = usePageStyles()
  const { t } = useI18n()
  const actorName = sets.find((set) => set.actor.id === params.actor)?.actor.displayName
  return (
    <div className={page.tools}>
      <div className={page.tools} role="group" aria-label={t('list.filters')}>
        <PersonFilter label={t('history.filter.person')} id={params.user} onChange={(user) => onChange({ user })} />
        <PersonFilter label={t('history.filter.actor')} id={params.actor} name={actorName} onChange={(actor) => onChange({ actor })} />
        <ChoiceFilter
          label={t('history.filter.face')} value={params.face} onChange={(face) => onChange({ face })}
          choices={faces.map((value) => ({ value, label: t(`history.face.${value}`) }))}
        />
        <DayFilter label={t('history.filter.from')} day={params.from} onChange={(from) => onChange({ from })} />
        <DayFilter label={t('history.filter.to')} day={params.to} onChange={(to) => onChange({ to })} />
      </div>
      <span className={page.grow} />
      <ExportChanges filter={filter} />
    </div>
  )
}
