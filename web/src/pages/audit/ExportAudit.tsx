import { type AuditFilter, type AuditRecord, historyPaths } from '../../api/history'
import { WALK, walk } from '../../api/walk'
import { ExportButton } from '../../components/ExportButton'
import { useI18n } from '../../i18n/context'

// The columns keep the API's names: programs read them, in whichever language the page is.
const COLUMNS = [
  'id', 'activityDateTime', 'recordedDateTime', 'activity', 'category', 'result', 'actor', 'actorName', 'face', 'targetKind', 'targetId', 'target',
  'property', 'old', 'new', 'changeSetId', 'requestId', 'hash',
]

/** One row for every property that changed; one for a record in which none did. */
export function rowsOf({ actor, target, ...record }: AuditRecord): (string | null)[][] {
  const properties: (AuditRecord['modifiedProperties'][number] | null)[] = record.modifiedProperties.length > 0 ? record.modifiedProperties : [null]
  return properties.map((property) => [
    record.id, record.activityDateTime, record.recordedDateTime, record.activity, record.category, record.result,
    actor.userPrincipalName ?? actor.id, actor.displayName, record.face, target.kind, target.id, target.userPrincipalName ?? target.displayName,
    property && property.name, property && property.old, property && property.new, record.changeSetId, record.requestId, record.hash,
  ])
}

/** Every record that the filters leave, as a file. */
export function ExportAudit({ filter }: { filter: AuditFilter }) {
  const { t } = useI18n()
  return (
    <ExportButton
      label={t('history.export')} file="audit.csv"
      rows={async (asked) => {
        const records = await walk<AuditRecord>((skiptoken) => historyPaths.audit(filter, { top: WALK, skiptoken }), asked)
        return [COLUMNS, ...records.flatMap(rowsOf)]
      }}
    />
  )
}
