import type { AuditFilter, AuditRecord } from '../../api/history'
import type { AuditParams } from '../../app/history-params'
import { ChoiceFilter } from '../../components/filter/ChoiceFilter'
import { DayFilter } from '../../components/filter/DayFilter'
import { PersonFilter } from '../../components/filter/PersonFilter'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { activities, activityText } from './activities'
import { ExportAudit } from './ExportAudit'
import { SetChip } from './SetChip'

interface Props {
  params: AuditParams
  /** What is shown, from which names are taken. */
  records: readonly AuditRecord[]
  filter: AuditFilter
  onChange: (params: AuditParams) => void
}

/** What was done, by whom, to whom and when. */
export function AuditFilters({ params, records, filter, onChange }: Props) {
  const page = usePageStyles()
  const { t } = useI18n()
  const actorName = records.find(({ actor }) => actor.id === params.actor)?.actor.displayName
  const targetName = records.find(({ target }) => target.id === params.target)?.target.displayName
  return (
    <div className={page.tools}>
      <div className={page.tools} role="group" aria-label={t('list.filters')}>
        <ChoiceFilter
          label={t('audit.activity')} value={params.activity} onChange={(activity) => onChange({ activity })}
          choices={activities.map((value) => ({ value, label: activityText(t, value) }))}
        />
        <PersonFilter label={t('history.filter.actor')} id={params.actor} name={actorName} onChange={(actor) => onChange({ actor })} />
        <PersonFilter label={t('audit.target')} id={params.target} name={targetName} onChange={(target) => onChange({ target })} />
        <DayFilter label={t('history.filter.from')} day={params.from} onChange={(from) => onChange({ from })} />
        <DayFilter label={t('history.filter.to')} day={params.to} onChange={(to) => onChange({ to })} />
        {params.set && <SetChip id={params.set} onClear={() => onChange({ set: undefined })} />}
      </div>
      <span className={page.grow} />
      <ExportAudit filter={filter} />
    </div>
  )
}
