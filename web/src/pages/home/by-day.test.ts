import { expect, it } from 'vitest'
import type { Loss } from '../../api/losses'
import { byDay } from './by-day'

const loss = (dueDateTime: string): Loss => ({
  user: { id: dueDateTime, displayName: 'Ada', userPrincipalName: 'ada@x' }, kind: 'mailbox', dueDateTime, reasonChangeSetId: null,
})

it('puts losses under the day of the organization, not of UTC', () => {
  const days = byDay(['2026-04-01T15:00:00Z', '2026-04-01T16:30:00Z', '2026-04-02T03:00:00Z'].map(loss), 'Asia/Shanghai')
  expect(days.map(({ day, losses }) => [day, losses.length])).toEqual([['2026-04-01', 1], ['2026-04-02', 2]])
})
