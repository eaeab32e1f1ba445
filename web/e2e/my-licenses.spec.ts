import { expect, test } from '@playwright/test'
import { signInAsPerson } from './licenses-steps'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { confirmUndo, openProduct } from './steps'
import { languages } from './words'

/** An ordinary person of the demo who can sign in. */
const PERSON = 'Callum Patel'

for (const language of ['en', 'zh-Hans'] as const) {
  test.describe(`My licences, in ${language}`, () => {
    const words = { ...languages[language], ...licensesWords[language] }
    test.use({ locale: words.locale })

    test('someone who is no administrator lands there and sees what they hold, by which path, and no administrator pages', async ({ page }) => {
      await signInAsPerson(page, '/')
      await expect(page).toHaveURL(/\/my-licenses$/)
      await expect(page.getByRole('heading', { level: 1, name: words.mine })).toBeVisible()
      await expect(page.getByRole('heading', { name: words.have(3) })).toBeVisible()
      await expect(page.getByRole('group', { name: 'Microsoft 365 E3' }).getByText(words.direct)).toBeVisible()
      await expect(page.getByRole('group', { name: /^Visio/ }).getByText(words.own)).toBeVisible()
      await expect(page.getByRole('navigation').getByRole('link')).toHaveText([words.mine])

      await page.getByRole('group', { name: 'Microsoft 365 E3' }).locator('summary').click()
      await expect(page.getByRole('listitem').filter({ hasText: 'Exchange Online' }).getByText(words.on, { exact: true })).toBeVisible()

      await page.goto('/users')
      await expect(page.getByRole('heading', { name: words.forAdmins })).toBeVisible()
      await page.getByRole('link', { name: words.goMine }).click()
      await expect(page).toHaveURL(/\/my-licenses$/)
    })

    test('says what was taken and until when the mail is kept', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      await openProduct(page, 'Microsoft 365 E3')
      await page.getByRole('searchbox', { name: words.search }).fill('callum')
      await page.getByRole('row').filter({ hasText: PERSON }).getByRole('checkbox').check()
      await page.getByRole('button', { name: words.unassignLicenses }).click()
      const box = page.getByRole('dialog', { name: words.unassignLicenses })
      await box.getByRole('button', { name: words.unassign(1) }).click()
      await expect(box.getByRole('region', { name: words.result })).toBeVisible()

      const other = await page.context().browser()!.newContext({ baseURL: new URL(page.url()).origin, locale: words.locale })
      const own = await other.newPage()
      await signInAsPerson(own, '/')
      const entry = own.getByRole('list', { name: words.given }).getByRole('listitem').first()
      await expect(entry.getByText(words.taken('Microsoft 365 E3'))).toBeVisible()
      await expect(entry.getByText(words.mailUntil)).toBeVisible()
      await expect(own.getByText(words.keptUntil)).toBeVisible()
      await other.close()

      await box.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 1)
    })

    test('an administrator reaches it from the account menu', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      await page.getByRole('banner').getByRole('button', { name: /Lena Aigner/ }).click()
      await page.getByRole('link', { name: words.mine }).click()
      await expect(page.getByRole('heading', { level: 1, name: words.mine })).toBeVisible()
      await expect(page.getByRole('navigation').getByRole('link', { name: words.licenses })).toBeVisible()
    })
  })
}
