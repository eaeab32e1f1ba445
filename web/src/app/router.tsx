import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router'
import { auditParams, historyParams } from './history-params'
import { applicationsParams, licensesParams, productParams, rolesParams, rootParams, usersParams } from './search-params'
import { NotFound, PageError, PageSkeleton } from './fallbacks'
import { Root } from './Root'

/** Every page of the console and its address. */

const root = createRootRoute({
  component: Root, validateSearch: rootParams, notFoundComponent: NotFound,
  // A link of the article speaks its cloud's words on every page that follows.
  search: { middlewares: [retainSearchParams(['cloud'])] },
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home/HomePage'), 'HomePage'),
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
  validateSearch: productParams,
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

const myLicenses = createRoute({
  getParentRoute: () => root,
  path: '/my-licenses',
  component: lazyRouteComponent(() => import('../pages/my-licenses/MyLicensesPage'), 'MyLicensesPage'),
})

const roles = createRoute({
  getParentRoute: () => root,
  path: '/roles',
  validateSearch: rolesParams,
  component: lazyRouteComponent(() => import('../pages/roles/RolesPage'), 'RolesPage'),
})

const role = createRoute({
  getParentRoute: () => roles,
  path: '$roleId',
  component: lazyRouteComponent(() => import('../pages/roles/RolePane'), 'RolePane'),
})

const organization = createRoute({
  getParentRoute: () => root,
  path: '/settings/organization',
  component: lazyRouteComponent(() => import('../pages/settings/OrganizationPage'), 'OrganizationPage'),
})

const applications = createRoute({
  getParentRoute: () => root,
  path: '/settings/applications',
  validateSearch: applicationsParams,
  component: lazyRouteComponent(() => import('../pages/settings/applications/ApplicationsPage'), 'ApplicationsPage'),
})

const application = createRoute({
  getParentRoute: () => applications,
  path: '$applicationId',
  component: lazyRouteComponent(() => import('../pages/settings/applications/ApplicationPane'), 'ApplicationPane'),
})

const admin = [roles.addChildren([role]), organization, applications.addChildren([application])]

const history = createRoute({
  getParentRoute: () => root,
  path: '/history',
  validateSearch: historyParams,
  component: lazyRouteComponent(() => import('../pages/history/HistoryPage'), 'HistoryPage'),
})

const changeSet = createRoute({
  getParentRoute: () => history,
  path: '$changeSetId',
  component: lazyRouteComponent(() => import('../pages/history/ChangeSetPane'), 'ChangeSetPane'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: auditParams,
  component: lazyRouteComponent(() => import('../pages/audit/AuditPage'), 'AuditPage'),
})

const record = createRoute({
  getParentRoute: () => audit,
  path: '$recordId',
  component: lazyRouteComponent(() => import('../pages/audit/RecordPane'), 'RecordPane'),
})

const past = [history.addChildren([changeSet]), audit.addChildren([record])]

const routeTree = root.addChildren([...admin, ...past, home, licenses, product, myLicenses, users.addChildren([person])])

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
