import { describe, expect, it } from 'vitest'
import type { Loss } from '../../api/losses'
import { byDay } from './by-day'

const loss = (dueDateTime: string, id: string, kind: Loss['kind'] = 'mailbox'): Loss => ({
  user: { id, displayName: id, userPrincipalName: `${id}@x` }, kind, dueDateTime, reasonChangeSetId: null,
})
const shape = (losses: Loss[], timeZone: string) =>
  byDay(losses, timeZone).map(({ day, people }) => [day, ...people.map((person) => `${person.user.id} ${person.losses.length}`)])

describe('losses by day', () => {
  it('fall on the day of the organization, not of UTC', () => {
    const losses = [loss('2026-04-01T15:00:00Z', 'ada'), loss('2026-04-01T16:30:00Z', 'bo'), loss('2026-04-02T03:00:00Z', 'cy')]
    expect(shape(losses, 'Asia/Shanghai')).toEqual([['2026-04-01', 'ada 1'], ['2026-04-02', 'bo 1', 'cy 1']])
  })

  it('name a person once a day, whatever they lose', () => {
    const at = '2026-04-01T09:00:00Z'
    expect(shape([loss(at, 'ada'), loss(at, 'bo'), loss(at, 'ada', 'office')], 'UTC')).toEqual([['2026-04-01', 'ada 2', 'bo 1']])
  })
})
