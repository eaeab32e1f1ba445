import { Button, Drawer, DrawerBody, DrawerFooter, DrawerHeader, DrawerHeaderTitle, makeStyles, useRestoreFocusTarget } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { ReactNode, RefObject } from 'react'
import { useI18n } from '../i18n/context'
import { phone } from './breakpoints'

const useStyles = makeStyles({
  drawer: { width: '640px', maxWidth: '100vw', [phone]: { width: '100vw' } },
  body: { paddingBottom: '16px' },
  footer: { flexWrap: 'wrap' },
})

interface Props {
  title: ReactNode
  label: string
  onClose: () => void
  /** Below the title, above what scrolls: tabs. */
  above?: ReactNode
  footer?: ReactNode
  /** The Close button, for whoever has to put the focus back into the pane. */
  closeRef?: RefObject<HTMLButtonElement | null>
  children: ReactNode
}

/** A pane at the right of a list; a phone's whole screen. */
export function Pane({ title, label, onClose, above, footer, closeRef, children }: Props) {
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
      <DrawerBody className={styles.body} tabIndex={0}>{children}</DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </Drawer>
  )
}
