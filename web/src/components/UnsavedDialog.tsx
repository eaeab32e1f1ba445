import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { useBlocker } from '@tanstack/react-router'
import { useI18n } from '../i18n/context'

/** An address, as far as it decides whether something stays open. */
export interface Where {
  pathname: string
  search: { pane?: string; user?: string }
}

interface Props {
  dirty: boolean
  /** What would be lost. */
  text: string
  /** Whether a step leaves what is edited open; every step closes it when absent. */
  keeps?: (current: Where, next: Where) => boolean
  /** Puts the focus where it shall be again once the question is answered with no. */
  returnFocus?: () => void
}

/** A step within the same page. */
export const samePage = (current: Where, next: Where): boolean => current.pathname === next.pathname

/** Asks before edits are lost: on Close, on Back, on a link, on leaving the site. */
export function UnsavedDialog({ dirty, text, keeps = () => false, returnFocus }: Props) {
  const { t } = useI18n()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const lost = dirty && !keeps(current as Where, next as Where)
      // Before the question opens: focus returns to what had it, which must not be the list behind the pane.
      if (lost) returnFocus?.()
      return lost
    },
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
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
