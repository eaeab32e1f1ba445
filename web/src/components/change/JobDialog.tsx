import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { isActive, jobQuery } from '../../api/queries'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { JobView } from './JobView'
import { useUndo } from './undo-context'
import { undoableOf } from './use-undoable'

const useStyles = makeStyles({ link: { whiteSpace: 'nowrap', alignSelf: 'center' } })

/** A job found again from the top bar: progress or result, and Undo. */
export function JobDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { undo } = useUndo()
  const { data: job } = useQuery(jobQuery(jobId))
  const undoable = job ? undoableOf(job) : null
  const mayReadHistory = useDenied('history.read') === null
  const changeSetId = job && !isActive(job) && mayReadHistory ? job.changeSetId : null
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('jobs.dialog')}</DialogTitle>
          <DialogContent tabIndex={0}><JobView jobId={jobId} /></DialogContent>
          <DialogActions fluid>
            {changeSetId && <RouterLink className={styles.link} to="/history/$changeSetId" params={{ changeSetId }} search={{}}>{t('history.inHistory')}</RouterLink>}
            {undoable && <Button onClick={() => { onClose(); undo(undoable) }}>{t('common.undo')}</Button>}
            <Button appearance="primary" onClick={onClose}>{t('common.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
