import { Button, makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Change } from '../../api/changes'
import type { Preview } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { Pane } from '../../ui/Pane'
import { ChangeBody } from './ChangeBody'
import { ConfirmButton } from './ConfirmButton'
import { TooFewSeats } from './TooFewSeats'
import { useUndo } from './undo-context'
import { useChange } from './use-change'
import { useUndoable } from './use-undoable'

const useStyles = makeStyles({ body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' } })

interface Props {
  title: string
  change: Change
  /** What was chosen; it stays above the preview until something is done. */
  chosen: ReactNode
  confirmLabel: (preview: Preview) => string
  /** Shown while there is no preview to name the button by. */
  waitingLabel: string
  /** Takes something away: red. */
  danger: (preview: Preview) => boolean
  /** The sentence of the toast that offers Undo once the pane is closed. */
  doneMessage: (changed: number) => string
  /** What to do next, below the result. */
  next?: string
  /** Back to what was chosen. */
  back?: { label: string; onBack: () => void }
  /** Called with whether anything was done. */
  onClose: (done: boolean) => void
}

/** A pane that changes licences of several people: preview, confirm, result per person, Undo, Done. */
export function ChangePane({ title, change, chosen, confirmLabel, waitingLabel, danger, doneMessage, next, back, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const state = useChange(change)
  const { current, changeSetId } = state
  const undoable = useUndoable(state)
  const finished = current.step === 'result' || current.step === 'job'
  const close = () => {
    if (current.step === 'applying') return
    if (current.step === 'result' && changeSetId) offerUndo(changeSetId, doneMessage(current.result.counts.changed))
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
        <ConfirmButton state={state} label={confirmLabel} waitingLabel={waitingLabel} danger={danger} />
        {back && <Button onClick={back.onBack}>{back.label}</Button>}
        <Button onClick={close}>{t('common.cancel')}</Button>
      </>
    )
  return (
    <Pane title={title} label={title} onClose={close} footer={footer}>
      <div className={styles.body}>
        {!finished && chosen}
        {(current.step === 'confirm' || current.step === 'applying') && <TooFewSeats summary={current.preview.summary} />}
        <ChangeBody state={state} next={next} />
      </div>
    </Pane>
  )
}
