import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type Application, type PasswordCredential, removePassword } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { DangerButton } from '../../../ui/DangerButton'

const useStyles = makeStyles({ content: { display: 'grid', gap: '10px', gridTemplateColumns: 'minmax(0, 1fr)' } })

interface Props {
  application: Application
  secret: PasswordCredential
  onClose: () => void
}

/** Says who cannot sign in any more, then removes the secret. */
export function RemoveSecretDialog({ application, secret, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const words = { name: secret.displayName || t('applications.secrets.unnamed'), application: application.displayName }
  const remove = useMutation({
    mutationFn: () => removePassword(application.id, secret.keyId),
    onSuccess: async () => { onClose(); await queryClient.invalidateQueries({ queryKey: ['applications'] }) },
  })
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open && !remove.isPending) onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('applications.secrets.remove.title', words)}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('applications.secrets.remove.question', words)}</Text>
            {application.passwordCredentials.length === 1 && (
              <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('applications.secrets.remove.last')}</MessageBarBody></MessageBar>
            )}
            {remove.isError && <ErrorNotice error={remove.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={remove.isPending} onClick={onClose}>{t('common.cancel')}</Button>
            <DangerButton disabled={remove.isPending} onClick={() => remove.mutate()}>{t('applications.secrets.remove.confirm')}</DangerButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
