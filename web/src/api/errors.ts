import type { ErrorBody, RoleRef } from './types'

/** A refused or failed request, with what the page needs to say so. */
export class ApiError extends Error {
  override name = 'ApiError'

  constructor(
    /** The status; 0 when no answer came. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
    readonly rolesThatWould: RoleRef[] = [],
    /** Seconds to wait, from Retry-After. */
    readonly retryAfter: number | null = null,
    /** Codes that say more precisely why. */
    readonly details: readonly string[] = [],
  ) {
    super(message)
  }
}

/** What kind of trouble it is; the words for each are in the message catalogue. */
export type ErrorKind = 'network' | 'signedOut' | 'forbidden' | 'notFound' | 'invalid' | 'conflict' | 'busy' | 'server'

export function errorKind(error: unknown): ErrorKind {
  if (!(error instanceof ApiError)) return 'server'
  const kinds: Record<number, ErrorKind> = {
    0: 'network', 400: 'invalid', 401: 'signedOut', 403: 'forbidden', 404: 'notFound', 409: 'conflict', 412: 'conflict', 429: 'busy', 503: 'busy',
  }
  return kinds[error.status] ?? (error.status < 500 ? 'invalid' : 'server')
}

/** Reads Graph's error body; an answer that has none (a proxy's page) keeps its status. */
export async function errorFrom(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('request-id')
  const retry = Number(response.headers.get('retry-after'))
  const retryAfter = Number.isFinite(retry) && retry > 0 ? retry : null
  const body = (await response.json().catch(() => null)) as ErrorBody | null
  if (!body?.error) return new ApiError(response.status, 'unknown', response.statusText, requestId, [], retryAfter)
  const details = body.error.details ?? []
  const roles = details
    .filter((detail) => detail.code === 'roleWouldDo')
    .map((detail) => ({ id: detail.target ?? '', name: detail.message }))
  const id = requestId ?? body.error.innerError?.['request-id'] ?? null
  return new ApiError(response.status, body.error.code, body.error.message, id, roles, retryAfter, details.map((detail) => detail.code))
}
