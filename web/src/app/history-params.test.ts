import { describe, expect, it } from 'vitest'
import { auditParams, historyParams } from './history-params'

describe('the address of History and Audit', () => {
  it('keeps what is meant', () => {
    const asked = { user: 'u', actor: 'a', face: 'graph', from: '2026-03-01', to: '2026-03-31', after: 'token', page: 2 }
    expect(historyParams(asked)).toEqual(asked)
    expect(auditParams({ activity: 'Add user', target: 't', set: 's' })).toMatchObject({ activity: 'Add user', target: 't', set: 's' })
  })

  it('leaves out what nobody could mean', () => {
    const odd = historyParams({ user: 7, face: 'telegram', from: '31.3.2026', to: '2026-13-45', page: 3 })
    expect(Object.values(odd).filter((value) => value !== undefined)).toEqual([])
  })
})
