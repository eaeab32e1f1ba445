import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo, openProduct, PRODUCT, selectRows } from './steps'
import { languages } from './words'

for (const [language, words] of Object.entries(languages)) {
  test.describe(`Billing > Licenses in ${language} (UNA-11)`, () => {
    test.use({ locale: words.locale })

    test('unassigns from several people, shows the preview before and the result after, and takes it back', { tag: '@core' }, async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      await expect(page.getByRole('heading', { level: 1, name: words.licenses })).toBeVisible()
      const table = await openProduct(page, PRODUCT)
      const names = await selectRows(table, words, 3)
      await page.getByRole('button', { name: words.unassignLicenses }).click()

      const box = page.getByRole('dialog', { name: words.unassignLicenses })
      await expect(box.getByRole('heading', { name: words.whatWillHappen })).toBeVisible()
      await expect(box.getByText(words.freed(PRODUCT, 3))).toBeVisible()
      await expect(box.getByText(words.mailbox)).toBeVisible()
      await expect(box.getByText(words.filesKept)).toBeVisible()
      await expect(box.getByText(words.officeUnlicensed).first()).toBeVisible()
      const confirm = box.getByRole('button', { name: words.unassign(3) })
      await expect(confirm).toBeEnabled()
      await expect(confirm).not.toBeFocused()

      await confirm.click()
      const result = box.getByRole('region', { name: words.result })
      await expect(result.getByText(words.summary(3))).toBeVisible()
      await expect(result.getByText(words.billUnchanged)).toBeVisible()
      for (const name of names) {
        await expect(result.getByRole('listitem').filter({ hasText: name }).getByText(words.changed, { exact: true })).toBeVisible()
      }

      await box.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 3)
      for (const name of names) await expect(table.getByRole('link', { name, exact: true }).first()).toBeVisible()
    })

    test('offers Undo in the toast once the box is closed', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      const table = await openProduct(page, PRODUCT)
      const [name] = await selectRows(table, words, 1)
      await page.getByRole('button', { name: words.unassignLicenses }).click()
      const box = page.getByRole('dialog', { name: words.unassignLicenses })
      await box.getByRole('button', { name: words.unassign(1) }).click()
      await box.getByRole('button', { name: words.done }).click()
      await expect(table.getByRole('link', { name, exact: true })).toHaveCount(0)
      await page.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 1)
      await expect(table.getByRole('link', { name, exact: true })).toBeVisible()
    })
  })
}
