import { makeStyles, ProgressBar, Text } from '@fluentui/react-components'
import type { PersonOutcome } from '../../api/types'
import type { UpdateOutcome } from '../../api/users-types'
import { JobView } from '../change/JobView'
import { ResultView } from '../change/ResultView'
import { ErrorNotice } from '../ErrorNotice'
import { useI18n } from '../../i18n/context'
import type { UpdateRun } from './use-update'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

/** Nothing about licences happens in such a change; being signed out is one, though nothing of the account differs. */
const asOutcome = ({ user, status, reasons, signedOut }: UpdateOutcome): PersonOutcome => ({
  user, status: signedOut && status === 'unchanged' ? 'changed' : status, reasons: signedOut ? [] : reasons, licenses: [], servicesLost: [], servicesKept: [], servicesGained: [], mailbox: null, drive: null, office: null, warnings: [],
})

interface Props {
  run: UpdateRun
  next: string
  /** What a job's results do not say of each person. */
  note: string | null
}

/** Progress while it runs, then the result for each person; jobs show their own. */
export function UpdateResults({ run, next, note }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { done, total, counts, people } = run.progress
  if (run.running) {
    return (
      <div className={styles.root}>
        <ProgressBar max={total || 1} value={done} thickness="large" aria-label={t('jobs.progress')} />
        <Text role="status">{t('update.progress', { done, total })}</Text>
      </div>
    )
  }
  return (
    <div className={styles.root}>
      {Boolean(run.error) && <ErrorNotice error={run.error} />}
      {done < total && <Text>{t('update.stopped', { done, total })}</Text>}
      {run.jobs.map((jobId) => <JobView key={jobId} jobId={jobId} next={next} />)}
      {run.jobs.length > 0 && note && <Text>{note}</Text>}
      {total > 0 && <ResultView counts={counts} people={people.map(asOutcome)} next={next} />}
    </div>
  )
}
