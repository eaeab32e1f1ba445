import { describe, expect, it } from 'vitest'
import { GRAPH_APP } from '../../../api/applications'
import { isRedirectUri, kindOf, linesOf, registrationOf, stateOfSecrets } from './kinds'

const uris = (...redirectUris: string[]) => ({ redirectUris })
const role = { id: 'r', type: 'Role' as const }
const scope = { id: 's', type: 'Scope' as const }

describe('an application', () => {
  it('is a web app, a public client or else a script', () => {
    expect(kindOf({ web: uris('https://a.example'), publicClient: null, isFallbackPublicClient: null })).toBe('web')
    expect(kindOf({ web: uris(), publicClient: uris('http://localhost'), isFallbackPublicClient: false })).toBe('public')
    expect(kindOf({ web: null, publicClient: null, isFallbackPublicClient: true })).toBe('public')
    expect(kindOf({ web: uris(), publicClient: uris(), isFallbackPublicClient: false })).toBe('script')
  })

  it('is registered with what its kind can use', () => {
    const draft = { displayName: ' Nightly ', redirectUris: 'http://localhost\n\n myapp://auth ', access: [role, scope] }
    expect(registrationOf({ ...draft, kind: 'script' })).toEqual({
      displayName: 'Nightly', requiredResourceAccess: [{ resourceAppId: GRAPH_APP, resourceAccess: [role] }],
    })
    expect(registrationOf({ ...draft, kind: 'public' })).toEqual({
      displayName: 'Nightly', isFallbackPublicClient: true, publicClient: uris('http://localhost', 'myapp://auth'),
      requiredResourceAccess: [{ resourceAppId: GRAPH_APP, resourceAccess: [scope] }],
    })
    expect(registrationOf({ ...draft, kind: 'web', access: [] })).toEqual({
      displayName: 'Nightly', web: uris('http://localhost', 'myapp://auth'), requiredResourceAccess: [],
    })
  })

  it('takes only whole addresses to come back to', () => {
    expect(linesOf('a\r\n\n b ')).toEqual(['a', 'b'])
    const good = ['https://a.example/back', 'http://localhost', 'http://127.0.0.1:8400/back']
    const bad = ['localhost', '/back', 'https://a.example/#x', 'https://*.example', 'http://a.example', 'http://localhost.evil.example', 'javascript:alert(1)']
    for (const kind of ['public', 'web'] as const) {
      expect(good.every((uri) => isRedirectUri(uri, kind))).toBe(true)
      expect(bad.some((uri) => isRedirectUri(uri, kind))).toBe(false)
    }
    expect([isRedirectUri('msal8d2b://auth', 'public'), isRedirectUri('msal8d2b://auth', 'web')]).toEqual([true, false])
  })
})

describe('secrets', () => {
  const secret = (endDateTime: string | null) => ({ keyId: 'k', displayName: null, hint: null, startDateTime: null, endDateTime })
  it('are as good as the best of them', () => {
    const now = '2026-03-01T00:00:00Z'
    expect(stateOfSecrets([], now)).toBe('none')
    expect(stateOfSecrets([secret('2026-02-28T00:00:00Z')], now)).toBe('expired')
    expect(stateOfSecrets([secret('2026-02-28T00:00:00Z'), secret('2026-03-20T00:00:00Z')], now)).toBe('soon')
    expect(stateOfSecrets([secret('2026-03-20T00:00:00Z'), secret(null)], now)).toBe('valid')
  })
})
