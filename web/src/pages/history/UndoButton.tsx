import { ArrowUndoRegular } from '@fluentui/react-icons'
import type { ChangeSet } from '../../api/history'
import { useUndo } from '../../components/change/undo-context'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'

/** Takes the change set back; when it cannot be, says why and what could be done instead. */
export function UndoButton({ set }: { set: ChangeSet }) {
  const { t, notRevertible } = useI18n()
  const { undo } = useUndo()
  // Undo needs the right to the reverse change; whoever may unassign may assign (25.25).
  const denied = useDenied('license.unassign')
  const why = set.notRevertibleBecause ? notRevertible(set.notRevertibleBecause) : null
  const because = why ? [why.message, why.remedy].filter(Boolean).join(' ') : set.notRevertibleBecause
  return (
    <ActionButton appearance="primary" icon={<ArrowUndoRegular />} reason={set.revertible ? denied : because} onClick={() => undo(set.id)}>
      {t('common.undo')}
    </ActionButton>
  )
}
