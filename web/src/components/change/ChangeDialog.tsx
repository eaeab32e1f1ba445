import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Change } from '../../api/changes'
import type { Preview } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { phone } from '../../ui/breakpoints'
import { ChangeBody } from './ChangeBody'
import { ConfirmButton } from './ConfirmButton'
import { useChange } from './use-change'
import { useUndo } from './undo-context'
import { useUndoable } from './use-undoable'

const useStyles = makeStyles({
  surface: { maxWidth: '680px', [phone]: { maxWidth: '100vw', maxHeight: '100dvh', height: '100dvh', borderRadius: 0, padding: '16px', boxSizing: 'border-box' } },
  body: { [phone]: { height: '100%', maxHeight: 'none' } },
  content: { maxHeight: '62vh', overflowY: 'auto', paddingRight: '4px', [phone]: { maxHeight: 'none' } },
})

export interface ChangeDialogProps {
  title: string
  question: string
  change: Change
  confirmLabel: (preview: Preview) => string
  /** Named so until the preview is there. */
  waitingLabel: string
  danger: (preview: Preview) => boolean
  /** What comes next; given the way to close the box when it leads elsewhere. */
  next?: ReactNode | ((close: () => void) => ReactNode)
  /** The sentence of the toast that offers Undo once the dialog is closed. */
  doneMessage?: (changed: number) => string
  /** Called with whether anything was done. */
  onClose: (done: boolean) => void
}

/** The confirmation of a change: its preview, then its result with Undo. */
export function ChangeDialog({ title, question, change, confirmLabel, waitingLabel, danger, next, doneMessage, onClose }: ChangeDialogProps) {
  const styles = useStyles()
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const state = useChange(change)
  const { step } = state.current
  const finished = step === 'result' || step === 'job'
  const undoable = useUndoable(state)

  const close = () => {
    if (step === 'applying') return
    if (state.current.step === 'result' && state.changeSetId && doneMessage) {
      offerUndo(state.changeSetId, doneMessage(state.current.result.counts.changed))
    }
    onClose(finished)
  }

  return (
    <Dialog open modalType="modal" onOpenChange={(_, data) => { if (!data.open) close() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content} tabIndex={0}>
            <ChangeBody state={state} question={question} next={typeof next === 'function' ? next(close) : next} />
          </DialogContent>
          <DialogActions fluid>
            {!finished && (
              <>
                <Button autoFocus onClick={close}>{t('common.cancel')}</Button>
                <ConfirmButton state={state} label={confirmLabel} danger={danger} waitingLabel={waitingLabel} />
              </>
            )}
            {undoable && <Button onClick={() => { onClose(true); undo(undoable) }}>{t('common.undo')}</Button>}
            {finished && <Button appearance="primary" onClick={close}>{step === 'job' ? t('common.close') : t('common.done')}</Button>}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
