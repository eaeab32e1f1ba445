import { Button } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Change } from '../../api/changes'
import type { Preview } from '../../api/types'
import { ChangeBody } from '../../components/change/ChangeBody'
import { ConfirmButton } from '../../components/change/ConfirmButton'
import { useUndo } from '../../components/change/undo-context'
import { useChange } from '../../components/change/use-change'
import { useUndoable } from '../../components/change/use-undoable'
import { useI18n } from '../../i18n/context'
import { PaneBody } from '../../ui/Pane'
import type { FlowEnd } from './flow-end'

interface Props {
  change: Change
  question: string
  confirmLabel: (preview: Preview) => string
  waitingLabel: string
  /** The sentence of the toast that offers Undo once the pane is closed. */
  doneMessage: (changed: number) => string
  end: FlowEnd
  /** Back to what was chosen. */
  onBack: () => void
}

/** The second half of a pane that changes licences: preview, confirm, result per person, Undo, Close. */
export function FlowBody({ change, question, confirmLabel, waitingLabel, doneMessage, end, onBack }: Props) {
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const state = useChange(change)
  const { current } = state
  const undoable = useUndoable(state)
  const finished = current.step === 'result' || current.step === 'job'

  const close = () => {
    if (current.step === 'applying') return
    if (current.step === 'result' && state.changeSetId) offerUndo(state.changeSetId, doneMessage(current.result.counts.changed))
    end.leave()
  }
  useEffect(() => end.onStep(close, finished))
  const footer = finished
    ? (
      <>
        <Button appearance="primary" onClick={close}>{t('common.close')}</Button>
        {undoable && <Button onClick={() => { end.leave(); undo(undoable) }}>{t('common.undo')}</Button>}
      </>
    )
    : (
      <>
        <ConfirmButton state={state} label={confirmLabel} waitingLabel={waitingLabel} danger={(preview) => preview.summary.servicesLost.length > 0} />
        <Button onClick={() => { end.reset(); onBack() }}>{t('flow.back')}</Button>
      </>
    )
  return (
    <PaneBody footer={footer} takesFocus>
      <ChangeBody state={state} question={question} next={null} />
    </PaneBody>
  )
}
