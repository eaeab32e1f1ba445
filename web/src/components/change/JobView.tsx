import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cancelJob } from '../../api/changes'
import { isActive, jobQuery } from '../../api/queries'
import type { Job } from '../../api/types'
import { queryClient } from '../../api/query-client'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { ErrorNotice } from '../ErrorNotice'
import { JobPeople } from './JobPeople'
import { jobStatus } from './job-status'
import { previewOfJob } from './previewed'
import { PreviewView } from './PreviewView'
import { ResultView } from './ResultView'
import { Waiting } from './Waiting'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  note: { color: tokens.colorNeutralForeground2 },
})

/** A job: progress while it runs, then the result per person, page by page, and what comes next, if its starter knows. */
export function JobView({ jobId, next }: { jobId: string; next?: ReactNode }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { data: job, error, refetch } = useQuery(jobQuery(jobId))
  if (error && !job) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!job) return <Waiting label={t('common.loading')} />
  return (
    <div className={styles.root}>
      <Text weight="semibold">{t(`jobs.kind.${job.kind}`, { total: job.total })}</Text>
      {isActive(job) ? <Progress job={job} /> : <Finished job={job} next={next} />}
    </div>
  )
}

function Progress({ job }: { job: Job }) {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('license.unassign')
  const stop = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  })
  return (
    <>
      <ProgressBar max={job.total || 1} value={job.done} thickness="large" aria-label={t('jobs.progress')} />
      <Text role="status">{jobStatus(t, job)}</Text>
      <Text className={styles.note}>{t('jobs.goesOn')}</Text>
      <div><ActionButton reason={denied} disabled={stop.isPending} onClick={() => stop.mutate()}>{t('jobs.stop')}</ActionButton></div>
      {stop.isError && <ErrorNotice error={stop.error} />}
    </>
  )
}

function Finished({ job, next }: { job: Job; next: ReactNode }) {
  const { t } = useI18n()
  const preview = previewOfJob(job)
  if (preview) return <PreviewView preview={preview} />
  return (
    <>
      {job.status === 'cancelled' && <Text>{t(job.kind === 'preview' ? 'preview.stopped' : 'jobs.stopped')}</Text>}
      {job.kind !== 'preview' && (
        <JobPeople jobId={job.id}>
          {(people) => <ResultView counts={job.counts} people={people} next={next === undefined && job.kind === 'licenses' ? t('result.next.bill') : next} />}
        </JobPeople>
      )}
    </>
  )
}
