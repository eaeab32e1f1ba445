import { makeStyles, ProgressBar, Text } from '@fluentui/react-components'
import type { Job } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { jobStatus } from './job-status'

const useStyles = makeStyles({ root: { display: 'grid', gap: '10px' } })

/** A preview of thousands of people while it is being worked out. */
export function PreviewProgress({ job }: { job: Job }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={styles.root}>
      <Text>{t('preview.loading')}</Text>
      <ProgressBar max={job.total || 1} value={job.done} thickness="large" aria-label={t('jobs.progress')} />
      <Text role="status">{jobStatus(t, job)}</Text>
    </div>
  )
}
