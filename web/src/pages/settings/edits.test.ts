import { describe, expect, it } from 'vitest'
import type { OrganizationSettings } from '../../api/settings'
import { changesOf, problemsOf } from './edits'

const saved: OrganizationSettings = {
  displayName: 'Larkfield', country: 'DE', timeZone: 'Europe/Berlin', cloud: 'worldwide', language: 'en',
  licensesPageUsers: 20, historyDays: 400, passwordGrant: false,
}

describe('edits of settings', () => {
  it('are what differs; a value put back is none', () => {
    expect(changesOf(saved, { licensesPageUsers: 25, passwordGrant: false, country: 'DE' })).toEqual({ licensesPageUsers: 25 })
    expect(changesOf(saved, { passwordGrant: true, timeZone: 'Asia/Shanghai' })).toEqual({ passwordGrant: true, timeZone: 'Asia/Shanghai' })
  })

  it('are kept to the bounds of the server', () => {
    expect(problemsOf(saved)).toEqual({})
    expect(problemsOf({ ...saved, displayName: '  ', licensesPageUsers: 0, historyDays: 29 }))
      .toEqual({ displayName: 'required', licensesPageUsers: 'outOfBounds', historyDays: 'outOfBounds' })
    expect(problemsOf({ ...saved, licensesPageUsers: 1_000, historyDays: Number.NaN })).toEqual({ historyDays: 'outOfBounds' })
    expect(problemsOf({ ...saved, licensesPageUsers: 20.5 })).toEqual({ licensesPageUsers: 'outOfBounds' })
  })
})
