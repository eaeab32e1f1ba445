import { ApiError, errorFrom } from './errors'
import type { Page } from './types'

/** The session's token against forged requests; set when the session is read. */
let csrfToken = ''

export function setCsrfToken(token: string): void {
  csrfToken = token
}

interface Options {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  /** A CSV file, sent instead of a JSON body. */
  csv?: string
  idempotencyKey?: string
  signal?: AbortSignal
}

function headersFor({ method = 'GET', body, csv, idempotencyKey }: Options): Headers {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (csv !== undefined) headers.set('Content-Type', 'text/csv; charset=utf-8')
  if (method !== 'GET') headers.set('X-Reseat-Csrf', csrfToken)
  if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey)
  return headers
}

/** The one way to the server: cookie, CSRF header, Graph's error body as an {@link ApiError}. */
export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const { method = 'GET', body, signal } = options
  let response: Response
  try {
    response = await fetch(path, {
      method, signal, headers: headersFor(options), credentials: 'same-origin',
      body: options.csv ?? (body === undefined ? undefined : JSON.stringify(body)),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, 'noAnswer', String(cause))
  }
  if (!response.ok) throw await errorFrom(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => request<T>(path, { signal })

export const post = <T>(path: string, body?: unknown, idempotencyKey?: string): Promise<T> =>
  request<T>(path, { method: 'POST', body: body ?? {}, idempotencyKey })

export const patch = <T>(path: string, body: unknown): Promise<T> => request<T>(path, { method: 'PATCH', body })

export const remove = (path: string): Promise<void> => request<void>(path, { method: 'DELETE' })

/** The path of a next link, which names the server's public address. */
function pathOf(link: string | undefined): string | undefined {
  if (!link) return undefined
  const { pathname, search } = new URL(link, window.location.origin)
  return pathname + search
}

/**
 * One page of a list. The server may look through many rows, find none that match, and say that there are more: the page
 * is then the first that holds something, or the last.
 */
export async function getPage<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
  const first = await get<Page<T>>(path, signal)
  let page = first
  for (let next = pathOf(page['@odata.nextLink']); page.value.length === 0 && next; next = pathOf(page['@odata.nextLink'])) {
    page = await get<Page<T>>(next, signal)
  }
  return page === first ? first : { ...page, '@odata.count': page['@odata.count'] ?? first['@odata.count'] }
}

/** A whole short collection, following its next links. */
export async function getAll<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const rows: T[] = []
  for (let next: string | undefined = path; next; ) {
    const page: Page<T> = await get<Page<T>>(next, signal)
    rows.push(...page.value)
    next = pathOf(page['@odata.nextLink'])
  }
  return rows
}
