import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle,
} from '@fluentui/react-components'
import { useBlocker } from '@tanstack/react-router'
import { useI18n } from '../../i18n/context'

/** Asks before edits are lost: on Close, on Back, on a link, on leaving the site. */
export function UnsavedDialog({ dirty, name }: { dirty: boolean; name: string }) {
  const { t } = useI18n()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open) blocker.reset() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('person.unsaved.title')}</DialogTitle>
          <DialogContent>{t('person.unsaved.text', { name })}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={blocker.reset}>{t('person.unsaved.stay')}</Button>
            <Button onClick={blocker.proceed}>{t('person.unsaved.discard')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
