import { post } from './client'
import { ApiError } from './errors'
import { paths } from './paths'
import type { ChangeAnswer, ChangeRequest, Guid, Job, Preview } from './types'

/** A change that can be previewed, done and, by its change set, taken back. */
export interface Change {
  preview: () => Promise<Preview>
  apply: (previewToken: string, idempotencyKey: string) => Promise<ChangeAnswer>
}

async function previewOf(path: string, body: unknown): Promise<Preview> {
  const answer = await post<Preview | { job: Job }>(path, body)
  // Only thousands of people make the preview itself a job; no selection made by hand comes near.
  if ('job' in answer) throw new ApiError(400, 'previewTooLarge', 'The selection is too large to preview at once. Select fewer people.')
  return answer
}

/** The Licenses page's own operation, for up to the tenant's limit of people (UNA-10). */
export const unassignFromProduct = (skuId: Guid, users: Guid[]): Change => ({
  preview: () => previewOf(paths.productUnassignPreview(skuId), { users }),
  apply: (previewToken, key) => post(paths.productUnassign(skuId), { users, previewToken }, key),
})

/** Any change of licences, as one request or as a job. */
export const changeLicenses = (request: ChangeRequest): Change => {
  const { asJob, ...asked } = request
  return {
    preview: () => previewOf(paths.previews(), asked),
    apply: (previewToken, key) => post(paths.changes(), { ...asked, previewToken, ...(asJob ? { asJob } : {}) }, key),
  }
}

/** Undo of a change set, itself previewed. */
export const revertChangeSet = (changeSetId: Guid): Change => ({
  preview: () => previewOf(paths.revertPreview(changeSetId), {}),
  apply: (previewToken, key) => post(paths.revert(changeSetId), { previewToken }, key),
})

export const cancelJob = (id: Guid): Promise<Job> => post(paths.jobCancel(id))

export const advanceClock = (advanceDays: number): Promise<unknown> => post(paths.clock(), { advanceDays })

export const signOut = (): Promise<void> => post(paths.signOut())
