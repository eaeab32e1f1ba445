import { afterEach, describe, expect, it, vi } from 'vitest'
import { get, getAll, post, setCsrfToken } from './client'
import { ApiError, errorKind } from './errors'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers })

function stub(...responses: (Response | Error)[]) {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => {
    const next = responses.shift()!
    if (next instanceof Error) throw next
    return next
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}

afterEach(() => vi.unstubAllGlobals())

describe('requests', () => {
  it('that change something carry the CSRF token and the idempotency key', async () => {
    setCsrfToken('token')
    const fetch = stub(answer(200, { ok: true }), answer(200, {}))
    expect(await post('/reseat/v1/changes', { a: 1 }, 'key')).toEqual({ ok: true })
    const headers = fetch.mock.calls[0]![1].headers as Headers
    expect([headers.get('X-Reseat-Csrf'), headers.get('Idempotency-Key'), headers.get('Content-Type')]).toEqual(['token', 'key', 'application/json'])
    await get('/reseat/v1/session')
    expect((fetch.mock.calls[1]![1].headers as Headers).has('X-Reseat-Csrf')).toBe(false)
  })

  it('that are refused say which role would do, and the request id', async () => {
    const details = [{ code: 'roleWouldDo', target: 'r1', message: 'License Administrator' }]
    stub(answer(403, { error: { code: 'Authorization_RequestDenied', message: 'No.', details } }, { 'request-id': 'id-1' }))
    const error = await post('/x').catch((caught: unknown) => caught)
    expect(error).toMatchObject({ status: 403, requestId: 'id-1', rolesThatWould: [{ id: 'r1', name: 'License Administrator' }] })
    expect(errorKind(error)).toBe('forbidden')
  })

  it('that fail have a kind, also without a body or an answer', async () => {
    stub(new Response('<html>', { status: 502 }), new TypeError('refused'), answer(429, undefined, { 'retry-after': '7' }))
    const errors = [await get('/x').catch((e: unknown) => e), await get('/x').catch((e: unknown) => e), await get('/x').catch((e: unknown) => e)]
    expect(errors.map(errorKind)).toEqual(['server', 'network', 'busy'])
    expect((errors[2] as ApiError).retryAfter).toBe(7)
  })

  it('of a whole collection follow the next links, whatever host they name', async () => {
    const fetch = stub(answer(200, { value: [1], '@odata.nextLink': 'https://public.example/reseat/v1/products?$skiptoken=b' }), answer(200, { value: [2] }))
    expect(await getAll('/reseat/v1/products')).toEqual([1, 2])
    expect(fetch.mock.calls[1]![0]).toBe('/reseat/v1/products?$skiptoken=b')
  })
})
