import { describe, expect, it } from 'vitest'
import { wordCoded } from './coded'
import { en } from './en'
import { createFormat } from './format'
import { createTranslate } from './translate'
import { loadWords } from './words'

const words = {
  reasons: { inheritedOnly: { message: '{sku} comes from {groups}.', remedy: 'Leave {groups}.' }, roleLacking: { message: 'Needs {roles}.' } },
  warnings: { mailPurge: { message: 'Gone on {at}.' } }, notRevertible: {},
}
const tools = {
  t: createTranslate(en, 'en'), words,
  format: createFormat({ language: 'en', timeZone: 'UTC', now: () => new Date('2026-01-01T00:00:00Z') }),
}

describe('reasons and warnings', () => {
  it('name products, groups, roles and dates', () => {
    const sku = { id: 'x', names: { en: 'Office 365 E3', 'zh-Hans': 'Office 365 E3' } }
    const groups = [{ id: 'a', displayName: 'Sales' }, { id: 'b', displayName: 'Leeds' }]
    expect(wordCoded('reasons', { code: 'inheritedOnly', params: { sku, groups } }, tools))
      .toEqual({ message: 'Office 365 E3 comes from Sales and Leeds.', remedy: 'Leave Sales and Leeds.' })
    const roles = [{ id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator' }]
    expect(wordCoded('reasons', { code: 'roleLacking', params: { roles } }, tools).message).toBe('Needs License admin.')
    expect(wordCoded('warnings', { code: 'mailPurge', params: { at: '2026-01-31T09:00:00Z' } }, tools).message).toBe('Gone on 31 Jan 2026.')
  })

  it('show the code when there are no words for it', () => {
    expect(wordCoded('reasons', { code: 'brandNew' }, tools)).toEqual({ message: 'brandNew' })
  })

  it('have words for both languages in the repository', async () => {
    const [english, chinese] = await Promise.all([loadWords('en'), loadWords('zh-Hans')])
    expect(Object.keys(english.reasons)).toContain('inheritedOnly')
    expect(Object.keys(chinese.reasons).sort()).toEqual(Object.keys(english.reasons).sort())
    expect(Object.keys(chinese.warnings).sort()).toEqual(Object.keys(english.warnings).sort())
    expect(Object.keys(chinese.notRevertible).sort()).toEqual(Object.keys(english.notRevertible).sort())
  })
})
