import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { useBlocker } from '@tanstack/react-router'
import { useI18n } from '../../i18n/context'

interface Where {
  pathname: string
  search: { pane?: string; user?: string }
}

const staysOpen = (current: Where, next: Where): boolean =>
  current.pathname === next.pathname && current.search.pane === next.search.pane && current.search.user === next.search.user

/** Asks before what was chosen in a pane is lost: on Close, on Back, on a link, on leaving the site. */
export function LeaveDialog({ dirty }: { dirty: boolean }) {
  const { t } = useI18n()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !staysOpen(current as Where, next as Where),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open) blocker.reset() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('leave.title')}</DialogTitle>
          <DialogContent>{t('leave.text')}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={blocker.reset}>{t('leave.stay')}</Button>
            <Button onClick={blocker.proceed}>{t('leave.discard')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
