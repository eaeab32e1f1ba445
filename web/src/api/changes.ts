import { post } from './client'
import { paths } from './paths'
import type { ChangeAnswer, ChangeRequest, Guid, Job, PreviewAnswer } from './types'

/** A change that can be previewed, done and, by its change set, taken back. */
export interface Change {
  preview: () => Promise<PreviewAnswer>
  apply: (previewToken: string, idempotencyKey: string) => Promise<ChangeAnswer>
}

/** The Licenses page's own operation, for up to the tenant's limit of people (UNA-10). */
export const unassignFromProduct = (skuId: Guid, users: Guid[]): Change => ({
  preview: () => post(paths.productUnassignPreview(skuId), { users }),
  apply: (previewToken, key) => post(paths.productUnassign(skuId), { users, previewToken }, key),
})

/** Any change of licences, as one request or as a job. */
export const changeLicenses = (request: ChangeRequest): Change => {
  const { asJob, ...asked } = request
  return {
    preview: () => post(paths.previews(), asked),
    apply: (previewToken, key) => post(paths.changes(), { ...asked, previewToken, ...(asJob ? { asJob } : {}) }, key),
  }
}

/** Undo of a change set, itself previewed. */
export const revertChangeSet = (changeSetId: Guid): Change => ({
  preview: () => post(paths.revertPreview(changeSetId), {}),
  apply: (previewToken, key) => post(paths.revert(changeSetId), { previewToken }, key),
})

export const cancelJob = (id: Guid): Promise<Job> => post(paths.jobCancel(id))

export const advanceClock = (advanceDays: number): Promise<unknown> => post(paths.clock(), { advanceDays })

export const signOut = (): Promise<void> => post(paths.signOut())
