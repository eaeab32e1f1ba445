import {
  Badge, Button, Caption1, makeStyles, Popover, PopoverSurface, PopoverTrigger, ProgressBar, Subtitle2, Text, tokens,
} from '@fluentui/react-components'
import { TaskListSquareLtrRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { isActive, jobsQuery } from '../api/queries'
import type { Job } from '../api/types'
import { jobStatus } from '../components/change/job-status'
import { useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { refreshAfterChange } from '../api/query-client'

const useStyles = makeStyles({
  trigger: { minWidth: 'auto' },
  surface: { width: '340px', maxWidth: 'calc(100vw - 48px)', display: 'grid', gap: '8px', maxHeight: '60vh', overflowY: 'auto' },
  job: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', justifyItems: 'stretch', textAlign: 'left', height: 'auto', maxWidth: 'none', padding: '8px 0', fontWeight: tokens.fontWeightRegular },
  lines: { display: 'grid', gap: '4px', width: '100%' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** Long work: how much of it is in progress, and each job with its count. */
export function JobsMenu({ isPhone }: { isPhone: boolean }) {
  const styles = useStyles()
  const { t } = useI18n()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  // Whoever has no role may not see jobs; asking would only be refused, again and again.
  const { data } = useQuery({ ...jobsQuery, enabled: useSession().roles.length > 0 })
  const jobs = data?.value ?? []
  const active = jobs.filter(isActive).length
  useRefreshWhenFinished(active)
  if (!data) return null

  const show = (job: Job) => {
    setOpen(false)
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, job: job.id }) })
  }
  const label = t('jobs.button', { count: active })
  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'end', offset: 4 }} open={open} onOpenChange={(_, next) => setOpen(next.open)}>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.trigger} icon={<TaskListSquareLtrRegular />} aria-label={label}>
          {active > 0 && (isPhone ? <Badge size="small">{active}</Badge> : label)}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('jobs.title')} tabIndex={-1}>
        <Subtitle2 as="h2">{t('jobs.title')}</Subtitle2>
        {jobs.length === 0 && <Text>{t('jobs.empty')}</Text>}
        {jobs.slice(0, 10).map((job) => <JobEntry key={job.id} job={job} onShow={() => show(job)} />)}
      </PopoverSurface>
    </Popover>
  )
}

function JobEntry({ job, onShow }: { job: Job; onShow: () => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  return (
    <Button appearance="subtle" className={styles.job} onClick={onShow}>
      <span className={styles.lines}>
        <Text weight="semibold">{t(`jobs.kind.${job.kind}`, { total: job.total })}</Text>
        {isActive(job) && <ProgressBar max={job.total || 1} value={job.done} aria-label={t('jobs.progress')} />}
        <Text size={200}>{jobStatus(t, job)}</Text>
        <Caption1 className={styles.quiet}>
          {t('jobs.by', { name: job.createdBy.displayName, when: format.dateTime(job.createdDateTime) })}
        </Caption1>
      </span>
    </Button>
  )
}

/** Seats and people are read again when a job ends, wherever its starter is by then. */
function useRefreshWhenFinished(active: number): void {
  const before = useRef(active)
  useEffect(() => {
    if (active < before.current) void refreshAfterChange()
    before.current = active
  }, [active])
}
