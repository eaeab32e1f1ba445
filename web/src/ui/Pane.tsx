import { Button, Drawer, DrawerBody, DrawerFooter, DrawerHeader, DrawerHeaderTitle, makeStyles, useRestoreFocusTarget } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useI18n } from '../i18n/context'
import { phone } from './breakpoints'

const useStyles = makeStyles({
  drawer: { width: '640px', maxWidth: '100vw', [phone]: { width: '100vw' } },
  body: { paddingBottom: '16px' },
  footer: { flexWrap: 'wrap', rowGap: '8px' },
})

interface FrameProps {
  title: ReactNode
  label: string
  onClose: () => void
  /** Below the title, above what scrolls: tabs. */
  above?: ReactNode
  /** The Close button, for whoever has to put the focus back into the pane. */
  closeRef?: RefObject<HTMLButtonElement | null>
  /** A {@link PaneBody}; another one may take its place without the pane gliding in again. */
  children: ReactNode
}

/** A pane at the right of a list, a phone's whole screen: its title and the way to close it. */
export function PaneFrame({ title, label, onClose, above, closeRef, children }: FrameProps) {
  const styles = useStyles()
  const { t } = useI18n()
  const restoreFocus = useRestoreFocusTarget()
  return (
    <Drawer
      type="overlay" position="end" open className={styles.drawer} aria-label={label}
      onOpenChange={(_, data) => { if (!data.open) onClose() }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button {...restoreFocus} ref={closeRef} appearance="subtle" icon={<DismissRegular />} aria-label={t('common.close')} onClick={onClose} />}
        >
          {title}
        </DrawerHeaderTitle>
        {above}
      </DrawerHeader>
      {children}
    </Drawer>
  )
}

interface BodyProps {
  footer?: ReactNode
  /** Takes the focus when it appears, since what had it has gone. */
  takesFocus?: boolean
  children: ReactNode
}

/** What scrolls in a pane, and the buttons below it. */
export function PaneBody({ footer, takesFocus = false, children }: BodyProps) {
  const styles = useStyles()
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => { if (takesFocus) body.current?.focus() }, [takesFocus])
  return (
    <>
      <DrawerBody ref={body} className={styles.body} tabIndex={0}>{children}</DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </>
  )
}

interface Props extends FrameProps {
  footer?: ReactNode
}

/** A pane of one body. */
export function Pane({ footer, children, ...frame }: Props) {
  return <PaneFrame {...frame}><PaneBody footer={footer}>{children}</PaneBody></PaneFrame>
}
