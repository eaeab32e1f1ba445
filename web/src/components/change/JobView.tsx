import { Button, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import { useMutation, useQuery } from '@tanstack/react-query'
import { cancelJob } from '../../api/changes'
import { skiptokenOf } from '../../api/paths'
import { isActive, jobQuery, jobResultsQuery } from '../../api/queries'
import type { Job } from '../../api/types'
import { queryClient } from '../../app/query-client'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { ErrorNotice } from '../ErrorNotice'
import { useState } from 'react'
import { jobStatus } from './job-status'
import { ResultView } from './ResultView'
import { Waiting } from './Waiting'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  note: { color: tokens.colorNeutralForeground2 },
})

/** A job: progress while it runs, then the result per person, page by page. */
export function JobView({ jobId }: { jobId: string }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { data: job, error, refetch } = useQuery(jobQuery(jobId))
  if (error && !job) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!job) return <Waiting label={t('common.loading')} />
  return (
    <div className={styles.root}>
      <Text weight="semibold">{t(`jobs.kind.${job.kind}`, { total: job.total })}</Text>
      {isActive(job) ? <Progress job={job} /> : <Finished job={job} />}
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

function Finished({ job }: { job: Job }) {
  const { t } = useI18n()
  const [tokens, setTokens] = useState<string[]>([])
  const { data, error, refetch } = useQuery(jobResultsQuery(job.id, tokens.at(-1)))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting label={t('common.loading')} />
  const next = skiptokenOf(data['@odata.nextLink'])
  return (
    <>
      {job.status === 'cancelled' && <Text>{t('jobs.stopped')}</Text>}
      <ResultView counts={job.counts} people={data.value} next={job.kind === 'licenses' ? t('result.next.bill') : undefined} />
      <div>
        {tokens.length > 0 && <Button size="small" onClick={() => setTokens(tokens.slice(0, -1))}>{t('list.previous')}</Button>}
        {next && <Button size="small" onClick={() => setTokens([...tokens, next])}>{t('list.next')}</Button>}
      </div>
    </>
  )
}
