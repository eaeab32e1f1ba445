import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'
import { openProduct, PRODUCT, selectRows } from './steps'
import { languages, type Words } from './words'

/** The component library's focus sentinels: they take the focus only to pass it on at once, and hold nothing. */
const SENTINELS = '[data-tabster-dummy]'

/** Pages and the states over them that a person can stand in front of. */
const states: Record<string, (page: Page, words: Words) => Promise<unknown>> = {
  'signed out': async (page) => { await page.goto('/licenses'); await page.getByRole('link').waitFor() },
  'Home': (page) => signIn(page, 'license-admin', '/').then(() => page.getByRole('main').getByRole('listitem').first().waitFor()),
  'the search of the top bar': async (page) => {
    await signIn(page, 'license-admin', '/')
    await page.keyboard.press('/')
    await page.keyboard.type('a')
    await page.getByRole('option').nth(8).waitFor()
  },
  'Changes': (page) => signIn(page, 'license-admin', '/history').then(() => page.getByRole('table').getByRole('row').nth(1).waitFor()),
  'Changes, a filter open': async (page) => {
    await signIn(page, 'license-admin', '/history?from=2026-01-01&face=system')
    await page.getByRole('group').getByRole('button').first().click()
    await page.getByRole('combobox').last().fill('a')
    await page.getByRole('option').first().waitFor()
  },
  'one change': async (page) => {
    await signIn(page, 'license-admin', '/history?face=system')
    await page.getByRole('table').getByRole('link').last().click()
    await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  },
  'Audit': (page) => signIn(page, 'reports-reader', '/audit').then(() => page.getByRole('table').getByRole('link').first().waitFor()),
  'one audit record': async (page) => {
    await signIn(page, 'reports-reader', '/audit')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('heading', { level: 3 }).waitFor()
  },
  'Licenses': (page) => signIn(page, 'license-admin', '/licenses').then(() => page.getByRole('link', { name: PRODUCT }).waitFor()),
  'a product, some selected': async (page, words) => {
    await signIn(page, 'license-admin', '/licenses')
    await selectRows(await openProduct(page, PRODUCT), words, 2)
  },
  'a product, as Billing admin': async (page) => {
    await signIn(page, 'billing-admin', '/licenses')
    await openProduct(page, PRODUCT)
  },
  'the box Unassign licenses': async (page, words) => {
    await signIn(page, 'license-admin', '/licenses')
    await selectRows(await openProduct(page, PRODUCT), words, 2)
    await page.getByRole('button', { name: words.unassignLicenses }).click()
    await page.getByRole('heading', { name: words.whatWillHappen }).waitFor()
  },
  'Active users': (page) => signIn(page, 'license-admin', '/users').then(() => page.getByRole('table').getByRole('link').first().waitFor()),
  'one person, Licenses and apps': async (page, words) => {
    await signIn(page, 'license-admin', '/users')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('tab', { name: words.tab }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  },
  'Manage product licenses': async (page, words) => {
    await signIn(page, 'license-admin', '/users?filter=licensed')
    await selectRows(page.getByRole('table'), words, 2)
    await page.getByRole('button', { name: words.manage }).click()
    await page.getByRole('radio', { name: words.unassignAll }).check()
    await page.getByRole('heading', { name: words.whatWillHappen }).waitFor()
  },
}

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    // The languages alternate, so that each page is seen in both.
    const language = (theme === 'light') === (width === 1440) ? 'en' : 'zh-Hans'
    const words = languages[language]
    test.describe(`no axe violation, ${theme}, ${width} wide, ${language}`, () => {
      test.use({ colorScheme: theme, viewport: { width, height: 900 }, locale: words.locale })
      for (const [name, reach] of Object.entries(states)) {
        test(name, async ({ page }) => {
          await reach(page, words)
          const { violations } = await new AxeBuilder({ page }).exclude(SENTINELS).analyze()
          expect(violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html.slice(0, 200)) }))).toEqual([])
        })
      }
    })
  }
}
