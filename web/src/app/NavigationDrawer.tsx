import { Button, Drawer, DrawerBody, DrawerHeader, DrawerHeaderTitle } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useI18n } from '../i18n/context'
import { NavigationList } from './NavigationList'

/** The navigation on a phone. */
export function NavigationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useI18n()
  return (
    <Drawer type="overlay" open={open} onOpenChange={(_, data) => { if (!data.open) onClose() }} size="small">
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={t('nav.close')} onClick={onClose} />}
        >
          {t('app.name')}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody><NavigationList onChoose={onClose} /></DrawerBody>
    </Drawer>
  )
}
