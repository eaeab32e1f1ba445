import { describe, expect, it } from 'vitest'
import { pagesOf } from './pages'

const page = (token?: string) =>
  ({ value: [], ...(token ? { '@odata.nextLink': `https://reseat.example/reseat/v1/people?$top=50&$skiptoken=${token}` } : {}) })

describe('the pager', () => {
  it('goes on by the token of the next link, and back to where it came from', () => {
    let at: { page?: number; after?: string } = {}
    const pages = (token?: string) => pagesOf(at, page(token), (next) => { at = next })
    expect([pages('t2').onFirst, pages('t2').onPrevious]).toEqual([undefined, undefined])
    pages('t2').onNext!()
    expect(at).toEqual({ page: 2, after: 't2' })
    pages('t3').onNext!()
    expect(at).toEqual({ page: 3, after: 't3' })
    expect(pages().from).toBe(101)
    expect(pages().onNext).toBeUndefined()
    pages().onPrevious!()
    expect(at).toEqual({ page: 2, after: 't2' })
    pages('t3').onPrevious!()
    expect(at).toEqual({ page: undefined, after: undefined })
  })

  it('offers only the first page when a shared link opened the middle', () => {
    const pages = pagesOf({ page: 7, after: 'shared' }, page('more'), () => undefined)
    expect(pages.onPrevious).toBeUndefined()
    expect(pages.onFirst).toBeTypeOf('function')
  })
})
