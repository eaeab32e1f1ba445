import { FluentProvider } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { changeLicenses } from '../../api/changes'
import type { Job } from '../../api/types'
import { queryClient } from '../../api/query-client'
import { I18nContext } from '../../i18n/context'
import { en } from '../../i18n/en'
import { createFormat } from '../../i18n/format'
import { createTranslate } from '../../i18n/translate'
import { ChangeDialog } from './ChangeDialog'
import { UndoContext } from './undo-context'

const job: Job = {
  id: 'job-1', status: 'running', kind: 'preview', total: 6000, done: 250, counts: { changed: 250, unchanged: 0, refused: 0 }, changeSetId: null,
  previewToken: null, createdDateTime: '2026-03-02T09:00:00Z', createdBy: { kind: 'user', id: 'u', displayName: 'U', userPrincipalName: 'u@x' },
}
const finished: Job = {
  ...job, status: 'completed', done: 6000, counts: { changed: 5990, unchanged: 10, refused: 0 }, previewToken: 'job:job-1',
  summary: {
    licenses: { removed: 5990, added: 0, updated: 0 }, servicesLost: [], servicesKept: [], mailboxesDisconnected: 0, earliestMailboxPurge: null,
    mailboxesRestored: 0, drivesUnlicensed: 0, officeUnlicensed: 0, warnings: [], reasons: [{ code: 'alreadySo', people: 10 }],
    seats: [{ skuId: 's', names: { en: 'E3', 'zh-Hans': 'E3' }, pool: 'organization', freed: 5990, taken: 0, assignedAfter: 4, availableAfter: 6000 }],
  },
}

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

function open(ids: string[], onClose: (done: boolean) => void) {
  const format = createFormat({ language: 'en', timeZone: 'Europe/London', now: () => new Date('2026-03-02T09:00:00Z') })
  const word = ({ code }: { code: string }) => ({ message: `Words of ${code}.` })
  const i18n = {
    language: 'en' as const, setLanguage: () => undefined, t: createTranslate(en, 'en'), format, reason: word, warning: word, notRevertible: () => null,
  }
  const change = changeLicenses({ people: { ids }, operation: { kind: 'unassignAll' } })
  render(
    <FluentProvider>
      <QueryClientProvider client={queryClient}>
        <I18nContext.Provider value={i18n}>
          <UndoContext.Provider value={{ undo: () => undefined, offerUndo: () => undefined }}>
            <ChangeDialog
              title="Unassign licenses" question="Sure?" change={change} waitingLabel="Unassign" danger={() => true} onClose={onClose}
              confirmLabel={(preview) => `Unassign ${preview.counts.changed}`}
            />
          </UndoContext.Provider>
        </I18nContext.Provider>
      </QueryClientProvider>
    </FluentProvider>,
  )
}

afterEach(() => { cleanup(); queryClient.clear(); vi.unstubAllGlobals() })

it('a preview that is a job is followed, shown in sum, and its token is sent', async () => {
  let finish: () => void = () => undefined
  const gate = new Promise<void>((resolve) => { finish = resolve })
  const sent: { path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === 'POST') sent.push({ path, body: JSON.parse(body!) })
    if (path === '/reseat/v1/previews') return answer(202, { job })
    if (path === '/reseat/v1/changes') return answer(202, { job: { ...job, id: 'job-2', kind: 'licenses' } })
    if (path === '/reseat/v1/jobs/job-1') { await gate; return answer(200, finished) }
    return answer(404, { error: { code: 'x', message: path } })
  })
  open(['a', 'b'], () => undefined)
  expect(await screen.findByText('250 of 6,000 done')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: 'Progress of the job' })).toBeTruthy()
  finish()
  expect(await screen.findByText('E3: 5,990 licenses become free. Afterwards 4 are assigned and 6,000 available.')).toBeTruthy()
  expect(screen.getByText('Will not be changed: 10 people')).toBeTruthy()
  expect(screen.getByText('Words of alreadySo. (10 people)')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Unassign 5990' }))
  expect(sent.at(-1)).toMatchObject({ path: '/reseat/v1/changes', body: { previewToken: 'job:job-1' } })
})

it('closing the box stops the preview that nobody will read', async () => {
  const paths: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    paths.push(path)
    return path === '/reseat/v1/previews' ? answer(202, { job }) : answer(200, job)
  })
  const closed = vi.fn()
  open(['a'], closed)
  await screen.findByText('250 of 6,000 done')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(closed).toHaveBeenCalledWith(false)
  cleanup()
  expect(paths).toContain('/reseat/v1/jobs/job-1/cancel')
})
