import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { cancelJob, type Change } from '../../api/changes'
import { isActive, jobQuery } from '../../api/queries'
import type { ChangeResult, Guid, Job, PreviewAnswer } from '../../api/types'
import { refreshAfterChange } from '../../api/query-client'
import { uuid } from '../../util/uuid'
import { type Previewed, previewedOf, type ShownPreview } from './previewed'

/** Where a change stands: shown beforehand, being done, done, or handed to a job. */
export type ChangeStep =
  | { step: 'previewing'; job: Job | null }
  | { step: 'previewFailed'; error: unknown }
  | { step: 'confirm'; preview: ShownPreview; error: unknown }
  | { step: 'applying'; preview: ShownPreview }
  | { step: 'result'; result: ChangeResult }
  | { step: 'job'; jobId: Guid }

export interface ChangeState {
  current: ChangeStep
  confirm: () => void
  /** Works the preview out again, after an error or because things changed. */
  previewAgain: () => void
  /** Set once something was done that can be taken back. */
  changeSetId: Guid | null
}

/** Leads one change from preview to result. Mounted anew for every change. */
export function useChange(change: Change): ChangeState {
  const preview = useQuery({
    queryKey: ['preview', useId()], queryFn: () => previewWithKey(change),
    staleTime: Infinity, gcTime: 0, retry: false, refetchOnWindowFocus: false,
  })
  const previewed = usePreviewed(preview)
  const apply = useMutation({ mutationFn: ({ token, key }: Confirmed) => change.apply(token, key), onSuccess: refreshAfterChange })

  const answer = apply.data
  const job = answer && 'job' in answer ? answer.job : null
  const result = answer && !('job' in answer) ? answer : null
  return {
    current: stepOf({ previewed, apply, result, job }),
    confirm: () => {
      if (previewed.state !== 'shown' || !preview.data || apply.isPending || answer) return
      apply.mutate({ token: previewed.preview.previewToken, key: preview.data.key })
    },
    previewAgain: () => { apply.reset(); void preview.refetch() },
    changeSetId: result && result.counts.changed > 0 ? result.changeSetId : null,
  }
}

interface Confirmed {
  token: string
  key: string
}

interface Answered {
  answer: PreviewAnswer
  /** One per preview: a confirm repeated after a lost answer is answered, not done twice. */
  key: string
}

const previewWithKey = async (change: Change): Promise<Answered> => ({ answer: await change.preview(), key: uuid() })

/** The preview, followed to its end when a job works it out. */
function usePreviewed({ data, error, isFetching }: { data: Answered | undefined; error: unknown; isFetching: boolean }): Previewed {
  const jobId = data && 'job' in data.answer ? data.answer.job.id : null
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null })
  useStopOnLeave(jobId !== null && (!job.data || isActive(job.data)) ? jobId : null)
  if (isFetching) return { state: 'waiting', job: null }
  if (error || !data) return { state: 'failed', error }
  return previewedOf(data.answer, job)
}

/** Nobody reads a preview whose box was closed. */
function useStopOnLeave(jobId: Guid | null): void {
  const running = useRef(jobId)
  useEffect(() => { running.current = jobId }, [jobId])
  useEffect(() => () => { if (running.current) cancelJob(running.current).catch(() => undefined) }, [])
}

interface Parts {
  previewed: Previewed
  apply: { isPending: boolean; error: unknown }
  result: ChangeResult | null
  job: Job | null
}

function stepOf({ previewed, apply, result, job }: Parts): ChangeStep {
  if (job) return { step: 'job', jobId: job.id }
  if (result) return { step: 'result', result }
  if (previewed.state === 'waiting') return { step: 'previewing', job: previewed.job }
  if (previewed.state === 'failed') return { step: 'previewFailed', error: previewed.error }
  const { preview } = previewed
  return apply.isPending ? { step: 'applying', preview } : { step: 'confirm', preview, error: apply.error }
}
