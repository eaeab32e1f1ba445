import {
  Button, Caption1, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type Application, editApplication, type Permission, type ResourceAccess } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import type { AccessDifference } from './access'
import { requiring } from './kinds'
import { permissionText } from './permission-words'

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }, list: { margin: '4px 0 0', paddingLeft: '18px', overflowWrap: 'anywhere' } })

interface Props {
  application: Application
  access: readonly ResourceAccess[]
  difference: AccessDifference
  onClose: (saved: boolean) => void
}

/** What the application will be able to do and no longer, in words; then saved, which also grants it (25.25). */
export function SavePermissionsDialog({ application, access, difference: { added, removed }, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const save = useMutation({
    mutationFn: () => editApplication(application.id, { requiredResourceAccess: requiring(access) }),
    onSuccess: async () => { await queryClient.invalidateQueries({ queryKey: ['applications'] }); onClose(true) },
  })
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open && !save.isPending) onClose(false) }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('applications.permissions.title', { name: application.displayName })}</DialogTitle>
          <DialogContent className={styles.content}>
            {added.length > 0 && <PermissionList heading={t('applications.permissions.added')} permissions={added} />}
            {removed.length > 0 && <PermissionList heading={t('applications.permissions.removed')} permissions={removed} />}
            <Text>{t('applications.permissions.atOnce')}</Text>
            {save.isError && <ErrorNotice error={save.error} />}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={save.isPending} onClick={() => save.mutate()}>
              {t('applications.permissions.confirm', { count: added.length + removed.length })}
            </Button>
            <Button disabled={save.isPending} onClick={() => onClose(false)}>{t('common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function PermissionList({ heading, permissions }: { heading: string; permissions: readonly Permission[] }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t } = i18n
  return (
    <div>
      <Text weight="semibold">{heading}</Text>
      <ul className={styles.list}>
        {permissions.map((permission) => (
          <li key={`${permission.type} ${permission.id}`}>
            {permission.name} ({t(`permission.type.${permission.type}`)})
            <Caption1 block className={page.quiet}>{permissionText(i18n, permission)}</Caption1>
          </li>
        ))}
      </ul>
    </div>
  )
}
