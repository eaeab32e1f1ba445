import { afterEach, expect, it, vi } from 'vitest'
import { allHolders } from './holders'

const person = (id: string) => ({ user: { id }, paths: [] })

/** A server that gives two of five people at a time. */
function serve() {
  const asked: string[] = []
  const pages = [['a', 'b'], ['c', 'd'], ['e']]
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    const at = pages.findIndex((_, index) => path.includes(`skiptoken=${index}&`))
    const next = Math.max(at, 0) + 1
    const link = next < pages.length ? { '@odata.nextLink': `http://h/x?$skiptoken=${next}` } : {}
    return new Response(JSON.stringify({ value: pages[next - 1]!.map(person), '@odata.count': 5, ...link }))
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

it('everyone is read, page after page, and how far it is told', async () => {
  serve()
  const told: number[][] = []
  const holders = await allHolders('sku', { onProgress: (done, total) => told.push([done, total]) })
  expect(holders.map(({ user }) => user.id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(told).toEqual([[2, 5], [4, 5], [5, 5]])
})

it('reading ends when those that came are enough', async () => {
  const asked = serve()
  expect(await allHolders('sku', { enough: (found) => found.length >= 3 })).toHaveLength(4)
  expect(asked).toHaveLength(2)
})
