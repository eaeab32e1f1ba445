import { afterEach, expect, it, vi } from 'vitest'
import { getPage } from './client'

const answer = (body: object) => new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } })

afterEach(() => vi.unstubAllGlobals())

it('a page that found nothing so far leads on to the first that did', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const body = path.endsWith('=a') ? { value: [{ id: '1' }], '@odata.nextLink': 'https://elsewhere.example/list?$skiptoken=b' } : { value: [], '@odata.count': 7, '@odata.nextLink': 'https://elsewhere.example/list?$skiptoken=a' }
    return Promise.resolve(answer(body))
  })
  expect(await getPage('/list')).toEqual({ value: [{ id: '1' }], '@odata.count': 7, '@odata.nextLink': 'https://elsewhere.example/list?$skiptoken=b' })
  expect(asked).toEqual(['/list', '/list?$skiptoken=a'])
})

it('a list of nothing ends', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(answer({ value: [] })))
  expect(await getPage('/list')).toEqual({ value: [] })
})
