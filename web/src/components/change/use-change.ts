import { useMutation, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { Change } from '../../api/changes'
import type { ChangeResult, Guid, Job, Preview } from '../../api/types'
import { refreshAfterChange } from '../../app/query-client'
import { uuid } from '../../util/uuid'

/** Where a change stands: shown beforehand, being done, done, or handed to a job. */
export type ChangeStep =
  | { step: 'previewing' }
  | { step: 'previewFailed'; error: unknown }
  | { step: 'confirm'; preview: Preview; error: unknown }
  | { step: 'applying'; preview: Preview }
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
  const apply = useMutation({ mutationFn: ({ shown, key }: Previewed) => change.apply(shown.previewToken, key), onSuccess: refreshAfterChange })

  const answer = apply.data
  const job = answer && 'job' in answer ? answer.job : null
  const result = answer && !('job' in answer) ? answer : null
  return {
    current: stepOf({ preview, shown: preview.data?.shown, apply, result, job }),
    confirm: () => { if (preview.data && !apply.isPending && !answer) apply.mutate(preview.data) },
    previewAgain: () => { apply.reset(); void preview.refetch() },
    changeSetId: result && result.counts.changed > 0 ? result.changeSetId : null,
  }
}

interface Previewed {
  shown: Preview
  /** One per preview: a confirm repeated after a lost answer is answered, not done twice. */
  key: string
}

const previewWithKey = async (change: Change): Promise<Previewed> => ({ shown: await change.preview(), key: uuid() })

interface Parts {
  preview: { error: unknown; isFetching: boolean }
  shown: Preview | undefined
  apply: { isPending: boolean; error: unknown }
  result: ChangeResult | null
  job: Job | null
}

function stepOf({ preview, shown, apply, result, job }: Parts): ChangeStep {
  if (job) return { step: 'job', jobId: job.id }
  if (result) return { step: 'result', result }
  if (preview.isFetching) return { step: 'previewing' }
  if (preview.error || !shown) return { step: 'previewFailed', error: preview.error }
  if (apply.isPending) return { step: 'applying', preview: shown }
  return { step: 'confirm', preview: shown, error: apply.error }
}
