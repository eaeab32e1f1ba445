import { expect, it } from 'vitest'
import { paths, skiptokenOf } from './paths'

it('every address of the console', () => {
  const all = Object.fromEntries(Object.entries({
    signIn: paths.signIn('/users?q=a b'), signOut: paths.signOut(), session: paths.session(), clock: paths.clock(),
    products: paths.products(), productsFound: paths.products({ search: 'E3 & co', selfService: 'only' }), product: paths.product('s'),
    productUsers: paths.productUsers('s', { search: 'ada', top: 50, skiptoken: 't/1' }),
    productUnassign: paths.productUnassign('s'), productUnassignPreview: paths.productUnassignPreview('s'),
    people: paths.people({ filter: 'licensed', top: 50 }), person: paths.person('a#b@x.example'),
    previews: paths.previews(), changes: paths.changes(), revert: paths.revert('c'), revertPreview: paths.revertPreview('c'),
    jobs: paths.jobs(), job: paths.job('j'), jobResults: paths.jobResults('j', { top: 100 }), jobCancel: paths.jobCancel('j'),
  }))
  expect(all).toMatchInlineSnapshot(`
    {
      "changes": "/reseat/v1/changes",
      "clock": "/reseat/v1/clock",
      "job": "/reseat/v1/jobs/j",
      "jobCancel": "/reseat/v1/jobs/j/cancel",
      "jobResults": "/reseat/v1/jobs/j/results?$top=100",
      "jobs": "/reseat/v1/jobs",
      "people": "/reseat/v1/people?$top=50&$count=true&filter=licensed",
      "person": "/reseat/v1/people/a%23b%40x.example",
      "previews": "/reseat/v1/previews",
      "product": "/reseat/v1/products/s",
      "productUnassign": "/reseat/v1/products/s/unassign",
      "productUnassignPreview": "/reseat/v1/products/s/unassign/preview",
      "productUsers": "/reseat/v1/products/s/users?search=ada&$top=50&$skiptoken=t%2F1&$count=true",
      "products": "/reseat/v1/products",
      "productsFound": "/reseat/v1/products?search=E3%20%26%20co&selfService=only",
      "revert": "/reseat/v1/changeSets/c/revert",
      "revertPreview": "/reseat/v1/changeSets/c/revert/preview",
      "session": "/reseat/v1/session",
      "signIn": "/reseat/sign-in?returnTo=%2Fusers%3Fq%3Da%20b",
      "signOut": "/reseat/sign-out",
    }
  `)
})

it('the token of a next link', () => {
  expect(skiptokenOf('http://h/reseat/v1/people?$top=50&$skiptoken=a%2Fb')).toBe('a/b')
  expect(skiptokenOf('http://h/reseat/v1/people?%24skiptoken=x')).toBe('x')
  expect(skiptokenOf(undefined)).toBeUndefined()
})
