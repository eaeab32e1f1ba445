import { useMemo } from 'react'
import { revertChangeSet } from '../../api/changes'
import type { Guid } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { ChangeDialog } from './ChangeDialog'

/** Takes a change set back, after showing what that does. */
export function UndoDialog({ changeSetId, onClose }: { changeSetId: Guid; onClose: () => void }) {
  const { t } = useI18n()
  const change = useMemo(() => revertChangeSet(changeSetId), [changeSetId])
  return (
    <ChangeDialog
      title={t('undo.title')} question={t('undo.question')} change={change} waitingLabel={t('common.undo')}
      confirmLabel={(preview) => t('undo.confirm', { count: preview.counts.changed })}
      danger={() => false} onClose={onClose}
    />
  )
}
