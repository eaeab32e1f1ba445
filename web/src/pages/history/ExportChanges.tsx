import { type ChangeSet, type ChangeSetFilter, historyPaths } from '../../api/history'
import { WALK, walk } from '../../api/walk'
import { ExportButton } from '../../components/ExportButton'
import { useI18n } from '../../i18n/context'

// The columns keep the API's names: programs read them, in whichever language the page is.
const COLUMNS = [
  'id', 'createdDateTime', 'kind', 'actor', 'actorName', 'face', 'products', 'person', 'changed', 'unchanged', 'refused', 'reason', 'reverts', 'revertedBy', 'requestId',
]

const rowOf = ({ counts, actor, ...set }: ChangeSet) => [
  set.id, set.createdDateTime, set.kind, actor.userPrincipalName ?? actor.id, actor.displayName, set.face,
  set.products.map(({ skuId }) => skuId).join(' '), set.person?.userPrincipalName ?? null,
  counts.changed, counts.unchanged, counts.refused, set.reason, set.reverts, set.revertedBy, set.requestId,
]

/** Every change set that the filters leave, as a file. */
export function ExportChanges({ filter }: { filter: ChangeSetFilter }) {
  const { t } = useI18n()
  return (
    <ExportButton
      label={t('history.export')} file="changes.csv"
      rows={async (asked) => {
        const sets = await walk<ChangeSet>((skiptoken) => historyPaths.changeSets(filter, { top: WALK, skiptoken }), asked)
        return [COLUMNS, ...sets.map(rowOf)]
      }}
    />
  )
}
