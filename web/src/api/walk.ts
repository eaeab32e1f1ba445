import { get } from './client'
import { skiptokenOf } from './paths'
import type { Page } from './types'

/** Rows of one page when a whole list is walked; the most that the server gives. */
export const WALK = 999

export interface Walk {
  /** Hears how many rows there are so far. */
  onRows: (done: number) => void
  signal: AbortSignal
}

/** Every row of a list, page by page, for a file. */
export async function walk<T>(pathOf: (skiptoken: string | undefined) => string, { onRows, signal }: Walk): Promise<T[]> {
  const rows: T[] = []
  let skiptoken: string | undefined
  do {
    const page: Page<T> = await get<Page<T>>(pathOf(skiptoken), signal)
    rows.push(...page.value)
    onRows(rows.length)
    skiptoken = skiptokenOf(page['@odata.nextLink'])
  } while (skiptoken)
  return rows
}
