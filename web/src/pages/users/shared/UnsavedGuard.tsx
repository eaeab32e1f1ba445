import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { useBlocker } from '@tanstack/react-router'
import { useI18n } from '../../../i18n/context'

interface Props {
  dirty: boolean
  /** What would be lost. */
  text: string
}

/** Asks before what was filled in is lost: on Close, on Back, on a link, on leaving the site. */
export function UnsavedGuard({ dirty, text }: Props) {
  const { t } = useI18n()
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open) blocker.reset() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('person.unsaved.title')}</DialogTitle>
          <DialogContent>{text}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={blocker.reset}>{t('person.unsaved.stay')}</Button>
            <Button onClick={blocker.proceed}>{t('person.unsaved.discard')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
