import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { UnsavedDialog } from '../UnsavedDialog'
import { useDenied, useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Pane } from '../../ui/Pane'
import { type Chosen, countOf } from './chosen'
import { useDangerStyles } from '../../ui/danger-styles'
import { takesAway, type UpdateKind, updateOf, updateRights } from './kinds'
import { UpdateQuestion } from './UpdateQuestion'
import { UpdateResults } from './UpdateResults'
import { useUpdate } from './use-update'

interface Props {
  kind: UpdateKind
  chosen: Chosen
  onClose: (done: boolean) => void
}

/** Usage location, sign-in and sessions of one or many people: what will happen, then the result for each. */
export function UpdatePane({ kind, chosen: given, onClose }: Props) {
  const { t } = useI18n()
  const danger = useDangerStyles()
  const { actions } = useSession()
  const [chosen] = useState(given)
  const [location, setLocation] = useState('')
  const [endSessions, setEndSessions] = useState(actions['user.revokeSessions']?.allowed === true)
  const denied = useDenied(updateRights[kind])
  const run = useUpdate(chosen)
  const update = updateOf(kind, { location, endSessions })
  const count = countOf(chosen)
  const begun = run.running || run.finished
  const reason = denied ?? (update === null ? t('update.location.choose') : null)
  const title = t(`update.${kind}.title`)
  return (
    <Pane
      title={title} label={title} onClose={() => onClose(run.finished)}
      footer={
        begun
          ? run.running
            ? <Button onClick={run.stop}>{t('update.stop')}</Button>
            : <Button appearance="primary" onClick={() => onClose(true)}>{t('common.done')}</Button>
          : (
            <>
              <ActionButton
                appearance="primary" reason={reason} className={takesAway(kind) ? danger.danger : undefined}
                onClick={() => { if (update) run.start(update) }}
              >
                {t(`update.${kind}.confirm`, { count })}
              </ActionButton>
              <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            </>
          )
      }
    >
      {begun
        ? <UpdateResults run={run} next={t(`update.${kind}.next`)} note={update?.revokeSessions ? t('update.jobSignsOut') : null} />
        : <UpdateQuestion kind={kind} chosen={chosen} location={location} onLocation={setLocation} endSessions={endSessions} onEndSessions={setEndSessions} error={run.error} />}
      <UnsavedDialog dirty={run.running} text={t('update.leave')} />
    </Pane>
  )
}
