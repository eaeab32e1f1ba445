import { describe, expect, it } from 'vitest'
import { createFormat } from './format'

const at = (now: string, language: 'en' | 'zh-Hans' = 'en', timeZone = 'Europe/London') =>
  createFormat({ language, timeZone, now: () => new Date(now) })

describe('dates', () => {
  it('are in the organization\'s time zone, not the reader\'s', () => {
    expect(at('2026-01-01T00:00:00Z', 'en', 'Asia/Shanghai').date('2026-12-11T18:30:00Z')).toBe('12 Dec 2026')
    expect(at('2026-01-01T00:00:00Z', 'en', 'America/New_York').date('2026-12-12T02:00:00Z')).toBe('11 Dec 2026')
    expect(at('2026-01-01T00:00:00Z', 'zh-Hans').date('2026-12-12T12:00:00Z')).toBe('2026年12月12日')
  })

  it('are relative by calendar days, also across a change of summer time', () => {
    const format = at('2026-03-28T22:00:00Z')
    expect(format.relative('2026-03-30T21:30:00Z')).toBe('in 2 days')
    expect(format.relative('2026-03-28T08:00:00Z')).toBe('today')
    expect(at('2026-12-03T09:00:00Z', 'zh-Hans').relative('2026-12-12T09:00:00Z')).toBe('9天后')
  })

  it('fall back to UTC for a zone that the browser does not know', () => {
    expect(at('2026-01-01T00:00:00Z', 'en', 'Mars/Olympus').date('2026-12-12T23:00:00Z')).toBe('12 Dec 2026')
  })
})

describe('names', () => {
  it('fall back to English', () => {
    expect(at('2026-01-01T00:00:00Z', 'zh-Hans').name({ en: 'Widget Pro', 'zh-Hans': '' })).toBe('Widget Pro')
    expect(at('2026-01-01T00:00:00Z', 'zh-Hans').country('GB')).toBe('英国')
  })
})
