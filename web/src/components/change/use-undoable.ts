import { useQuery } from '@tanstack/react-query'
import { isActive, jobQuery } from '../../api/queries'
import type { Guid, Job } from '../../api/types'
import type { ChangeState } from './use-change'

/** The change set of a job that ended and did something. */
export function undoableOf(job: Job): Guid | null {
  return isActive(job) || job.kind === 'preview' || job.counts.changed === 0 ? null : job.changeSetId
}

/** What can be taken back now: the result's change set, or the job's once it has ended. */
export function useUndoable({ current, changeSetId }: ChangeState): Guid | null {
  const jobId = current.step === 'job' ? current.jobId : null
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null })
  return changeSetId ?? (job ? undoableOf(job) : null)
}
