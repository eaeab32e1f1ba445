import { useMemo } from 'react'
import { changeLicenses } from '../../api/changes'
import type { Preview } from '../../api/types'
import { ChangeDialog } from '../../components/change/ChangeDialog'
import { useI18n } from '../../i18n/context'
import { operationOf } from '../../util/license-edits'
import type { LicenseEditing } from './use-license-editing'

/** The preview of one save of the check boxes, then its result. */
export function SaveDialog({ editing, onClose }: { editing: LicenseEditing; onClose: (done: boolean) => void }) {
  const { t } = useI18n()
  const { person, edits } = editing
  const operation = useMemo(() => operationOf(edits), [edits])
  const change = useMemo(() => changeLicenses({ people: { ids: [person.id] }, operation }), [person.id, operation])
  const name = person.displayName

  const confirmLabel = (preview: Preview) => {
    const { removed, added } = preview.summary.licenses
    if (removed > 0 && added === 0) return t('unassign.confirm', { count: removed })
    return added > 0 && removed === 0 ? t('assign.confirm', { count: added }) : t('common.saveChanges')
  }
  return (
    <ChangeDialog
      title={t('common.saveChanges')} question={t('person.saveQuestion', { name })} change={change}
      confirmLabel={confirmLabel} waitingLabel={t('common.saveChanges')}
      danger={(preview) => preview.summary.licenses.removed > 0}
      next={operation.unassign.length > 0 ? t('result.next.bill') : undefined}
      doneMessage={() => t('person.saved', { name })} onClose={onClose}
    />
  )
}
