import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openAssignPane, signInAsPerson } from './licenses-steps'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { openProduct, PRODUCT, selectRows } from './steps'
import { command, wordsIn } from './users-steps'
import { languages, type Words } from './words'

/** The component library's focus sentinels: they take the focus only to pass it on at once, and hold nothing. */
const SENTINELS = '[data-tabster-dummy]'

/** The words of Active users in the same language. */
const users = (words: Words) => (words.locale === wordsIn.en.locale ? wordsIn.en : wordsIn['zh-Hans'])

/** The words of Billing > Licenses in the same language. */
const licenses = (words: Words) => licensesWords[words.locale === languages.en.locale ? 'en' : 'zh-Hans']

async function openGlobalAdmins(page: Page): Promise<void> {
  await signIn(page, 'global-admin', '/roles')
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
}

const openApplications = (page: Page) =>
  signIn(page, 'global-admin', '/settings/applications').then(() => page.getByRole('table').getByRole('link').first().waitFor())

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
  'Licenses, in another cloud\'s words, with Help': async (page, words) => {
    await signIn(page, 'license-admin', '/licenses?cloud=21vianet')
    await page.getByRole('button', { name: licenses(words).help, exact: true }).click()
    await page.getByRole('link', { name: '/fwlink/p/?linkid=850625' }).waitFor()
  },
  'a product, by purchaser': async (page) => {
    await signIn(page, 'license-admin', '/licenses?filter=selfService')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('region').getByRole('link').first().waitFor()
  },
  'Assign licenses to users': async (page, words) => {
    const pane = await openAssignPane(page, licenses(words))
    await pane.getByText(licenses(words).turn).click()
    await pane.getByRole('combobox').pressSequentially('an')
    await page.getByRole('option').nth(3).waitFor()
  },
  'one user\'s apps': async (page) => {
    await signIn(page, 'license-admin', '/licenses?cloud=21vianet')
    await (await openProduct(page, PRODUCT)).getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('switch').nth(3).waitFor()
  },
  'My licences': async (page) => {
    await signInAsPerson(page, '/')
    await page.getByRole('main').locator('summary').first().click()
  },
  'Active users': (page) => signIn(page, 'license-admin', '/users').then(() => page.getByRole('table').getByRole('link').first().waitFor()),
  'Active users, filtered, everyone selected': async (page, words) => {
    await signIn(page, 'license-admin', '/users?filter=licensed')
    await page.getByRole('checkbox', { name: users(words).selectPage }).check()
    await page.getByRole('button', { name: users(words).selectAll }).click()
    await page.getByRole('button', { name: users(words).filter }).click()
    await page.getByRole('dialog').getByRole('combobox').first().waitFor()
  },
  'Add a user': (page) => signIn(page, 'global-admin', '/users?pane=add').then(() => page.getByRole('dialog').getByRole('checkbox').nth(2).waitFor()),
  'Import users': async (page, words) => {
    await signIn(page, 'global-admin', '/users?pane=import')
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Username,Usage location\nuser-admin@larkfield.example,US\na@larkfield.example,XX\n') }
    await page.getByRole('dialog').getByLabel(users(words).file).setInputFiles(file)
    await page.getByRole('dialog').getByRole('table').first().waitFor()
  },
  'Set usage location': async (page, words) => {
    await signIn(page, 'license-admin', '/users')
    await selectRows(page.getByRole('table'), words, 2)
    await command(page, users(words), users(words).setLocation)
    await page.getByRole('dialog').getByRole('combobox').waitFor()
  },
  'Reset password': async (page, words) => {
    await signIn(page, 'global-admin', '/users')
    await selectRows(page.getByRole('table'), words, 1)
    await command(page, users(words), users(words).reset)
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
  },
  'one person, Account in editing': async (page, words) => {
    await signIn(page, 'global-admin', '/users')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('button', { name: users(words).edit }).click()
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  },
  'one person, Changes': async (page, words) => {
    await signIn(page, 'global-admin', '/users')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('tab', { name: users(words).changes }).click()
    await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  },
  'Assign more, apps open': async (page, words) => {
    await signIn(page, 'license-admin', '/users')
    await selectRows(page.getByRole('table'), words, 2)
    await page.getByRole('button', { name: words.manage }).click()
    await page.getByRole('radio', { name: users(words).assignMore }).check()
    await page.getByRole('checkbox', { name: PRODUCT }).check()
    await page.getByText(users(words).turn).click()
    await page.getByRole('switch').nth(2).waitFor()
  },
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
  'Role assignments': (page) => signIn(page, 'global-admin', '/roles').then(() => page.getByRole('table').getByRole('link').first().waitFor()),
  'who may do what': (page) =>
    signIn(page, 'global-admin', '/roles?view=matrix').then(() => page.getByRole('table').or(page.getByRole('combobox', { name: /^(Role|角色)$/ })).first().waitFor()),
  'a role is given': async (page) => {
    await openGlobalAdmins(page)
    await page.getByRole('dialog').getByRole('button', { name: /^(Assign role|分配角色)$/ }).click()
    await page.getByRole('dialog').last().getByRole('searchbox').fill('a')
    await page.getByRole('dialog').last().getByRole('checkbox').nth(2).waitFor()
  },
  'a role is taken away': async (page) => {
    await openGlobalAdmins(page)
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await page.getByRole('alertdialog').waitFor()
  },
  'Organization': async (page) => {
    await signIn(page, 'global-admin', '/settings/organization')
    await page.getByRole('switch').check()
  },
  'settings are saved': async (page, words) => {
    await signIn(page, 'global-admin', '/settings/organization')
    await page.getByRole('switch').check()
    await page.getByRole('button', { name: words.saveChanges }).click()
    await page.getByRole('dialog').getByRole('listitem').waitFor()
  },
  'Applications': (page) => openApplications(page),
  'an application is added': async (page) => {
    await signIn(page, 'global-admin', '/settings/applications?pane=add')
    await page.getByRole('dialog').getByRole('radio').last().check()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  },
  'one application, how to use it': async (page) => {
    await openApplications(page)
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('tabpanel').waitFor()
  },
  'one application, its details': async (page) => {
    await openApplications(page)
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('tab').nth(1).click()
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  },
  'one application, its secrets': async (page) => {
    await openApplications(page)
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('tab').nth(2).click()
    await page.getByRole('dialog').getByRole('listitem').first().waitFor()
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
