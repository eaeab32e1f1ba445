import { ApiError } from '../../api/errors'
import { isActive } from '../../api/queries'
import type { Guid, Job, Preview, PreviewAnswer } from '../../api/types'

/** A preview as it is shown. One that a job worked out has its people under the job, page by page. */
export interface ShownPreview extends Preview {
  jobId: Guid | null
}

export type Previewed =
  | { state: 'waiting'; job: Job | null }
  | { state: 'shown'; preview: ShownPreview }
  | { state: 'failed'; error: unknown }

/** Where a preview stands, given what it was answered with and, for a job, how that goes. */
export function previewedOf(answer: PreviewAnswer, job: { data?: Job; error: unknown }): Previewed {
  if (!('job' in answer)) return { state: 'shown', preview: { ...answer, jobId: null } }
  const { data, error } = job
  if (!data) return error ? { state: 'failed', error } : { state: 'waiting', job: answer.job }
  if (isActive(data)) return { state: 'waiting', job: data }
  const preview = previewOfJob(data)
  return preview ? { state: 'shown', preview } : { state: 'failed', error: new ApiError(409, 'previewStopped', 'The preview was stopped.') }
}

/** What a finished preview job says; null for any other job. */
export function previewOfJob({ id, counts, previewToken, summary }: Job): ShownPreview | null {
  return previewToken && summary ? { previewToken, counts, summary, people: [], jobId: id } : null
}
