import type { AuditFilter, AuditRecord } from '../../api/history'
import type { AuditParams } from '../../app/history-params'
import { ChoiceFilter } from '../../components/filter/ChoiceFilter'
import { PastFilters } from '../../components/filter/PastFilters'
import { PersonFilter } from '../../components/filter/PersonFilter'
import { useI18n } from '../../i18n/context'
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
  const { t } = useI18n()
  const targetName = records.find(({ target }) => target.id === params.target)?.target.displayName
  return (
    <PastFilters
      past={params} onChange={onChange} actorName={records.find(({ actor }) => actor.id === params.actor)?.actor.displayName}
      first={
        <ChoiceFilter
          label={t('audit.activity')} value={params.activity} onChange={(activity) => onChange({ activity })}
          choices={activities.map((value) => ({ value, label: activityText(t, value) }))}
        />
      }
      middle={<PersonFilter label={t('audit.target')} id={params.target} name={targetName} onChange={(target) => onChange({ target })} />}
      last={params.set && <SetChip id={params.set} onClear={() => onChange({ set: undefined })} />}
      exportButton={<ExportAudit filter={filter} />}
    />
  )
}
