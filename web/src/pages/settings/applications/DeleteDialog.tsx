import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type Application, applicationQuery, deleteApplication } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { DangerButton } from '../../../ui/DangerButton'
import { accessOf, hasSecrets, kindOf } from './kinds'

const useStyles = makeStyles({ content: { display: 'grid', gap: '10px', gridTemplateColumns: 'minmax(0, 1fr)' }, list: { margin: 0, paddingLeft: '18px' } })

/** Names what stops working, then deletes the application. */
export function DeleteDialog({ application, onClose }: { application: Application; onClose: (deleted: boolean) => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const name = application.displayName
  const kind = kindOf(application)
  const remove = useMutation({
    mutationFn: () => deleteApplication(application.id),
    onSuccess: async () => {
      onClose(true)
      queryClient.removeQueries({ queryKey: applicationQuery(application.id).queryKey })
      await queryClient.invalidateQueries({ queryKey: ['applications', 'list'] })
    },
  })
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open && !remove.isPending) onClose(false) }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('applications.delete.title', { name })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('applications.delete.question')}</Text>
            <ul className={styles.list}>
              <li>{t('applications.delete.tokens')}</li>
              {hasSecrets(kind) && <li>{t('applications.delete.secrets', { count: application.passwordCredentials.length })}</li>}
              {kind !== 'script' && <li>{t('applications.delete.people')}</li>}
              <li>{t('applications.delete.permissions', { count: accessOf(application).length })}</li>
              <li>{t('applications.delete.history')}</li>
            </ul>
            {remove.isError && <ErrorNotice error={remove.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={remove.isPending} onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            <DangerButton disabled={remove.isPending} onClick={() => remove.mutate()}>{t('applications.delete.confirm', { name })}</DangerButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
