import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useMemo } from 'react'
import { changeLicenses } from '../../../api/changes'
import type { UserRef } from '../../../api/types'
import { ChangeBody } from '../../../components/change/ChangeBody'
import { ConfirmButton } from '../../../components/change/ConfirmButton'
import { useUndo } from '../../../components/change/undo-context'
import { useChange } from '../../../components/change/use-change'
import { useUndoable } from '../../../components/change/use-undoable'
import { useI18n } from '../../../i18n/context'
import { Pane } from '../../../ui/Pane'
import { TooFewSeats } from '../manage/TooFewSeats'

const useStyles = makeStyles({ body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' } })

interface Props {
  source: UserRef
  people: readonly UserRef[]
  onBack: () => void
  onClose: (done: boolean) => void
}

/** What copying will do, then its result. */
export function CopyFlow({ source, people, onBack, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { undo, offerUndo } = useUndo()
  const change = useMemo(
    () => changeLicenses({ people: { ids: people.map((person) => person.id) }, operation: { kind: 'copy', from: source.id } }),
    [people, source.id],
  )
  const state = useChange(change)
  const { current, changeSetId } = state
  const undoable = useUndoable(state)
  const finished = current.step === 'result' || current.step === 'job'
  const close = () => {
    if (current.step === 'applying') return
    if (current.step === 'result' && changeSetId) {
      offerUndo(changeSetId, t('copy.done', { name: source.displayName, count: current.result.counts.changed }))
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
        <ConfirmButton
          state={state} label={(preview) => t('copy.confirm', { count: preview.counts.changed })} waitingLabel={t('copy.title')} danger={() => false}
        />
        <Button onClick={onBack}>{t('copy.back')}</Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </>
    )
  return (
    <Pane title={t('copy.title')} label={t('copy.title')} onClose={close} footer={footer}>
      <div className={styles.body}>
        {!finished && <Text>{t('copy.question', { name: source.displayName, count: people.length })}</Text>}
        {(current.step === 'confirm' || current.step === 'applying') && <TooFewSeats summary={current.preview.summary} />}
        <ChangeBody state={state} />
      </div>
    </Pane>
  )
}
