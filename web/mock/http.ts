import type { IncomingMessage, ServerResponse } from 'node:http'
import { staff } from './people.ts'

/** A refusal in Graph's error body. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly details: object[] = []) {
    super(message)
  }
}

export const notFound = () => new Refusal(404, 'Request_ResourceNotFound', 'Resource does not exist.')

export function send(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': '7f3c2c1e-5d0b-4c53-9d6e-0a1b2c3d4e5f', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  send(response, refusal.status, { error: { code: refusal.code, message: refusal.message, innerError: {}, details: refusal.details } })
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** One page of rows, with a next link while there are more. */
export function pageOf<T>(rows: T[], url: URL): object {
  const top = Number(url.searchParams.get('$top') ?? 50)
  const start = Number(url.searchParams.get('$skiptoken') ?? 0)
  const next = new URL(url)
  next.searchParams.set('$skiptoken', String(start + top))
  return {
    value: rows.slice(start, start + top),
    ...(start + top < rows.length ? { '@odata.nextLink': next.href } : {}),
    ...(url.searchParams.get('$count') === 'true' ? { '@odata.count': rows.length } : {}),
  }
}

/** A stand-in for the server's sign-in page, with the same labels. */
export function signInPage(returnTo: string): string {
  const hints = staff.map(([, , name, role]) =>
    `<p><button name="hint" value="${name}@larkfield.example">${role?.name ?? ''} ${name}@larkfield.example</button></p>`)
  return `<!doctype html><html lang="en"><title>Sign in</title><main><h1>Sign in</h1><form method="post"><input type="hidden" name="returnTo" value="${encodeURI(returnTo)}">${hints.join('')}</form></main></html>`
}
