import { expect, it } from 'vitest'
import type { Job, Preview, PreviewSummary } from '../../api/types'
import { previewedOf } from './previewed'

const summary: PreviewSummary = {
  licenses: { removed: 6000, added: 0, updated: 0 }, seats: [], servicesLost: [], servicesKept: [], mailboxesDisconnected: 6000,
  earliestMailboxPurge: null, mailboxesRestored: 0, drivesUnlicensed: 0, officeUnlicensed: 0, warnings: [], reasons: [],
}
const counts = { changed: 6000, unchanged: 0, refused: 0 }
const job: Job = {
  id: 'j', status: 'queued', kind: 'preview', total: 6000, done: 0, counts: { ...counts, changed: 0 }, changeSetId: null, previewToken: null,
  createdDateTime: '2026-03-02T09:00:00Z', createdBy: { kind: 'user', id: 'u', displayName: 'U', userPrincipalName: 'u@x' },
}
const done: Job = { ...job, status: 'completed', done: 6000, counts, previewToken: 'job:j', summary }

it('a preview that came at once is shown', () => {
  const preview: Preview = { previewToken: 't', counts, summary, people: [] }
  expect(previewedOf(preview, { error: null })).toEqual({ state: 'shown', preview: { ...preview, jobId: null } })
})

it('a preview job is waited for, and then its summary and token are shown', () => {
  expect(previewedOf({ job }, { error: null })).toEqual({ state: 'waiting', job })
  const running: Job = { ...job, status: 'running', done: 250 }
  expect(previewedOf({ job }, { data: running, error: null })).toEqual({ state: 'waiting', job: running })
  expect(previewedOf({ job }, { data: done, error: null }))
    .toEqual({ state: 'shown', preview: { previewToken: 'job:j', counts, summary, people: [], jobId: 'j' } })
})

it('a stopped preview and one that cannot be asked for say so', () => {
  expect(previewedOf({ job }, { data: { ...job, status: 'cancelled' }, error: null }).state).toBe('failed')
  expect(previewedOf({ job }, { error: 'gone' })).toEqual({ state: 'failed', error: 'gone' })
})
