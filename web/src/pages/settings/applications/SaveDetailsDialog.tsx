import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type Application, editApplication } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { DangerButton } from '../../../ui/DangerButton'
import { type Details, type DetailsDifference, editOf } from './details'

const useStyles = makeStyles({
  content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { margin: '4px 0 0', paddingLeft: '18px', overflowWrap: 'anywhere' },
})

interface Props {
  application: Application
  details: Details
  difference: DetailsDifference
  onClose: (saved: boolean) => void
}

/** The new name, and which addresses people can come back to from now on and no longer; then saved. */
export function SaveDetailsDialog({ application, details, difference: { name, added, removed }, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const save = useMutation({
    mutationFn: () => editApplication(application.id, editOf(application, details)),
    onSuccess: async () => { await queryClient.invalidateQueries({ queryKey: ['applications'] }); onClose(true) },
  })
  const apply = () => save.mutate()
  return (
    <Dialog open modalType={removed.length > 0 ? 'alert' : 'modal'} onOpenChange={(_, data) => { if (!data.open && !save.isPending) onClose(false) }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('applications.details.title', { name: application.displayName })}</DialogTitle>
          <DialogContent className={styles.content}>
            {name !== null && <Text>{t('applications.details.name', { before: application.displayName, after: name })}</Text>}
            {added.length > 0 && <Addresses heading={t('applications.details.added')} uris={added} />}
            {removed.length > 0 && <Addresses heading={t('applications.details.removed')} uris={removed} />}
            {removed.length > 0 && <Text>{t('applications.details.atOnce')}</Text>}
            {save.isError && <ErrorNotice error={save.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={save.isPending} onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            {removed.length > 0
              ? <DangerButton disabled={save.isPending} onClick={apply}>{t('applications.details.confirmRemoval', { count: removed.length })}</DangerButton>
              : <Button appearance="primary" disabled={save.isPending} onClick={apply}>{t('applications.details.confirm')}</Button>}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Addresses({ heading, uris }: { heading: string; uris: readonly string[] }) {
  const styles = useStyles()
  return (
    <div>
      <Text weight="semibold">{heading}</Text>
      <ul className={styles.list}>{uris.map((uri) => <li key={uri}>{uri}</li>)}</ul>
    </div>
  )
}
