import { skiptokenOf } from '../api/paths'
import { PAGE_SIZE } from '../api/queries'
import type { Page } from '../api/types'

/** Position in a paged list: the page's number is only shown, the token is what the server follows. */
export interface Position {
  page?: number
  after?: string
}

/** Which token led to which page, so that Previous works although the server only links forward. */
const before = new Map<string, Position>()

const FIRST: Position = { page: undefined, after: undefined }

interface Pages {
  from: number
  onFirst?: () => void
  onPrevious?: () => void
  onNext?: () => void
}

/** The ways through a list that the server pages by opaque tokens; the position lives in the address bar. */
export function pagesOf(
  position: Position, page: Page<unknown> | undefined, go: (position: Position) => void,
): Pages {
  const number = position.page ?? 1
  const next = skiptokenOf(page?.['@odata.nextLink'])
  const previous = position.after === undefined ? undefined : (before.get(position.after) ?? (number === 2 ? FIRST : undefined))
  return {
    from: (number - 1) * PAGE_SIZE + 1,
    onFirst: position.after === undefined ? undefined : () => go(FIRST),
    onPrevious: previous && (() => go(previous)),
    onNext: next === undefined ? undefined : () => {
      before.set(next, { page: position.page, after: position.after })
      go({ page: number + 1, after: next })
    },
  }
}

/** How many rows there are, where that is known: the server counted them, or the first page is the only one. */
export const totalOf = (page: Page<unknown>, after: string | undefined): number | undefined =>
  page['@odata.count'] ?? (after === undefined && !page['@odata.nextLink'] ? page.value.length : undefined)
