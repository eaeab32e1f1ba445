import { Button } from '@fluentui/react-components'
import { type ReactNode, useMemo } from 'react'
import { changeLicenses } from '../../api/changes'
import type { UserRef } from '../../api/types'
import { ChangeBody } from '../../components/change/ChangeBody'
import { ConfirmButton } from '../../components/change/ConfirmButton'
import { useUndo } from '../../components/change/undo-context'
import { useChange } from '../../components/change/use-change'
import { useUndoable } from '../../components/change/use-undoable'
import { useI18n } from '../../i18n/context'
import { Pane } from '../../ui/Pane'

interface Props {
  people: readonly UserRef[]
  /** The choice that led here; it stays above the preview until something is done. */
  choice: ReactNode
  onClose: (done: boolean) => void
}

/** Unassign all: preview in the pane, Save changes, result, Done. */
export function ManageFlow({ people, choice, onClose }: Props) {
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const ids = people.map((person) => person.id).join(' ')
  const change = useMemo(
    () => changeLicenses({ people: { ids: ids.split(' ') }, operation: { kind: 'unassignAll' } }),
    [ids],
  )
  const state = useChange(change)
  const { current, changeSetId } = state
  const undoable = useUndoable(state)
  const finished = current.step === 'result' || current.step === 'job'

  const close = () => {
    if (current.step === 'applying') return
    if (current.step === 'result' && changeSetId) {
      offerUndo(changeSetId, t('manage.done', { count: current.result.counts.changed }))
    }
    onClose(finished)
  }
  const footer = finished
    ? (
      <>
        <Button appearance="primary" onClick={close}>{t('common.done')}</Button>
        {undoable && <Button onClick={() => { onClose(true); undo(undoable) }}>{t('common.undo')}</Button>}
      </>
    )
    : (
      <>
        <ConfirmButton state={state} label={() => t('common.saveChanges')} waitingLabel={t('common.saveChanges')} danger={() => true} />
        <Button onClick={close}>{t('common.cancel')}</Button>
      </>
    )
  return (
    <Pane title={t('manage.title')} label={t('manage.title')} onClose={close} footer={footer}>
      {!finished && choice}
      <ChangeBody state={state} next={t('result.next.bill')} />
    </Pane>
  )
}
