import { Button, makeStyles } from '@fluentui/react-components'
import { type ReactNode, useMemo } from 'react'
import { changeLicenses } from '../../../api/changes'
import type { Operation, People } from '../../../api/types'
import { ChangeBody } from '../../../components/change/ChangeBody'
import { ConfirmButton } from '../../../components/change/ConfirmButton'
import { useUndo } from '../../../components/change/undo-context'
import { useChange } from '../../../components/change/use-change'
import { useUndoable } from '../../../components/change/use-undoable'
import { useI18n } from '../../../i18n/context'
import { Pane } from '../../../ui/Pane'
import type { ManageOption } from './operation'
import { TooFewSeats } from './TooFewSeats'

const useStyles = makeStyles({ body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' } })

interface Props {
  people: People
  operation: Operation
  option: ManageOption
  asJob: boolean
  /** The choice that led here; it stays above the preview until something is done. */
  choice: ReactNode
  /** Back to the choice of products. */
  onBack?: () => void
  onClose: (done: boolean) => void
}

/** The preview in the pane, Save changes, result, Done. */
export function ManageFlow({ people, operation, option, asJob, choice, onBack, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const change = useMemo(() => changeLicenses({ people, operation, asJob }), [people, operation, asJob])
  const state = useChange(change)
  const { current, changeSetId } = state
  const undoable = useUndoable(state)
  const finished = current.step === 'result' || current.step === 'job'
  const removes = option !== 'assignMore'

  const close = () => {
    if (current.step === 'applying') return
    if (current.step === 'result' && changeSetId) offerUndo(changeSetId, t(`manage.${option}.done`, { count: current.result.counts.changed }))
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
        <ConfirmButton
          state={state} label={() => t('common.saveChanges')} waitingLabel={t('common.saveChanges')}
          danger={(preview) => preview.summary.licenses.removed > 0}
        />
        {onBack && <Button onClick={onBack}>{t('manage.back')}</Button>}
        <Button onClick={close}>{t('common.cancel')}</Button>
      </>
    )
  return (
    <Pane title={t('manage.title')} label={t('manage.title')} onClose={close} footer={footer}>
      <div className={styles.body}>
        {!finished && choice}
        {(current.step === 'confirm' || current.step === 'applying') && <TooFewSeats summary={current.preview.summary} />}
        <ChangeBody state={state} next={removes ? t('result.next.bill') : undefined} />
      </div>
    </Pane>
  )
}
