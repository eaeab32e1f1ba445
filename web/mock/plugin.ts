import type { Connect, Plugin } from 'vite'
import { handle } from './routes.ts'
import { MockTenant } from './tenant.ts'

/** For looking at pages without a server: `npm run dev:mock`. Never part of a build. */
export function mockServer(): Plugin {
  let tenant = new MockTenant()
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    const url = request.url ?? '/'
    if (url === '/mock/reset') {
      tenant = new MockTenant()
      response.end('reset')
    } else if (url.startsWith('/reseat/') || url.startsWith('/v1.0/')) {
      void handle(tenant, request, response)
    } else {
      next()
    }
  }
  return {
    name: 'reseat-mock',
    configureServer: (server) => { server.middlewares.use(middleware) },
    configurePreviewServer: (server) => { server.middlewares.use(middleware) },
  }
}
