import { describe, expect, it } from 'vitest'
import { chooseLanguage, languageFor } from './language'

describe('the language', () => {
  it('knows the tags of browsers and directories', () => {
    expect(['zh-CN', 'zh-Hans', 'zh', 'en-US', 'en', 'fr', '', null].map((tag) => languageFor(tag)))
      .toEqual(['zh-Hans', 'zh-Hans', 'zh-Hans', 'en', 'en', undefined, undefined, undefined])
  })

  it('is the one chosen here, then the person\'s own, then the browser\'s, then English', () => {
    expect(chooseLanguage({ stored: 'en', preferred: 'zh-CN', browser: ['zh-CN'] })).toBe('en')
    expect(chooseLanguage({ stored: null, preferred: 'zh-CN', browser: ['en-US'] })).toBe('zh-Hans')
    expect(chooseLanguage({ stored: null, preferred: null, browser: ['fr', 'zh-TW'] })).toBe('zh-Hans')
    expect(chooseLanguage({ stored: 'klingon', preferred: undefined, browser: [] })).toBe('en')
  })
})
