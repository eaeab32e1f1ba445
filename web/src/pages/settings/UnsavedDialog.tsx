import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { useBlocker } from '@tanstack/react-router'
import { useI18n } from '../../i18n/context'

interface Props {
  dirty: boolean
  /** The edits are in a pane or one of its tabs, so that they are lost by any step, not only to another page. */
  within?: boolean
}

/** Asks before edits are lost: on a link, on Close, on Back, on leaving the site. */
export function UnsavedDialog({ dirty, within = false }: Props) {
  const { t } = useI18n()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && (within || current.pathname !== next.pathname),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open) blocker.reset() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('person.unsaved.title')}</DialogTitle>
          <DialogContent>{t('settings.unsaved')}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={blocker.reset}>{t('person.unsaved.stay')}</Button>
            <Button onClick={blocker.proceed}>{t('person.unsaved.discard')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
