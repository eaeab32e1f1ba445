import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { licensesParams, listParams, rootParams, usersParams } from './search-params'
import { NotFound, PageError, PageSkeleton } from './fallbacks'
import { Root } from './Root'

/** Every page of the console and its address. */

const root = createRootRoute({ component: Root, validateSearch: rootParams, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => { throw redirect({ to: '/licenses' }) },
})

const licenses = createRoute({
  getParentRoute: () => root,
  path: '/licenses',
  validateSearch: licensesParams,
  component: lazyRouteComponent(() => import('../pages/licenses/LicensesPage'), 'LicensesPage'),
})

const product = createRoute({
  getParentRoute: () => root,
  path: '/licenses/$skuId',
  validateSearch: listParams,
  component: lazyRouteComponent(() => import('../pages/product/ProductPage'), 'ProductPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: usersParams,
  component: lazyRouteComponent(() => import('../pages/users/ActiveUsersPage'), 'ActiveUsersPage'),
})

const person = createRoute({
  getParentRoute: () => users,
  path: '$userId',
  component: lazyRouteComponent(() => import('../pages/person/PersonPane'), 'PersonPane'),
})

const routeTree = root.addChildren([home, licenses, product, users.addChildren([person])])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  defaultPendingComponent: PageSkeleton,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
