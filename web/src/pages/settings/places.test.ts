import { describe, expect, it } from 'vitest'
import { countries, matching, timeZones, zoneName } from './places'

describe('countries', () => {
  it('are those of today, under the names of the language', () => {
    const english = countries('en')
    expect(english.find(({ value }) => value === 'DE')!.label).toBe('Germany')
    expect(english.map(({ value }) => value)).toEqual(expect.arrayContaining(['GB', 'CN', 'FR', 'XK']))
    expect(english.filter(({ value }) => ['DD', 'SU', 'EU', 'ZZ', 'UN'].includes(value))).toEqual([])
    expect(english.length).toBeGreaterThan(240)
    expect(countries('zh-Hans').find(({ value }) => value === 'DE')!.label).toBe('德国')
  })
})

describe('time zones', () => {
  it('are found by place, by name and without the underscore', () => {
    const zones = timeZones('en', 'Europe/Berlin')
    const found = (search: string) => matching(zones, search).map(({ value }) => value)
    expect(found('berlin')).toEqual(['Europe/Berlin'])
    expect(found('new york')).toContain('America/New_York')
    expect(found('central european')).toContain('Europe/Berlin')
    expect(found('nowhere at all')).toEqual([])
  })

  it('keep one that the browser does not know', () => {
    expect(timeZones('en', 'Mars/Olympus').map(({ value }) => value)).toContain('Mars/Olympus')
    expect(zoneName('Mars/Olympus', 'en')).toBe('')
    expect(zoneName('Asia/Shanghai', 'zh-Hans')).toMatch(/^中国.*时间$/)
  })
})
