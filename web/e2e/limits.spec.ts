import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo, openProduct, PRODUCT, selectRows } from './steps'
import { licensesWords } from './licenses-words'
import { languages as basic } from './words'

const languages = {
  en: { ...basic.en, everyone: licensesWords.en.holders },
  'zh-Hans': { ...basic['zh-Hans'], everyone: licensesWords['zh-Hans'].holders },
}

for (const [language, words] of Object.entries(languages)) {
  test.describe(`limits in ${language}`, () => {
    test.use({ locale: words.locale })

    test('more than 20 people are refused on the Licenses page and done by a bulk job (UNA-10, 25.17)', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      const table = await openProduct(page, PRODUCT)
      await selectRows(table, words, 21)
      const button = page.getByRole('button', { name: words.unassignLicenses })
      await expect(button).toBeDisabled()
      await expect(button).toHaveAccessibleDescription(words.atMost20)

      await page.getByRole('button', { name: words.asJob }).click()
      const box = page.getByRole('dialog', { name: words.unassignLicenses })
      // Some of them may be refused, for instance because an add-on needs the product; the button says how many are not.
      const confirm = box.getByRole('button', { name: words.unassignSome })
      const count = Number(/\d+/.exec(await confirm.innerText())![0])
      await expect(box.getByText(words.freed(PRODUCT, count))).toBeVisible()
      await confirm.click()
      await expect(box.getByText(words.jobFinished)).toBeVisible()
      await box.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, count)
    })

    test('a Billing admin sees everything, can change nothing, and reads which role could', async ({ page }) => {
      await signIn(page, 'billing-admin', '/licenses')
      const table = await openProduct(page, PRODUCT)
      await selectRows(table, words, 1)
      const unassign = page.getByRole('button', { name: words.unassignLicenses })
      await expect(unassign).toBeDisabled()
      await expect(unassign).toHaveAccessibleDescription(words.needsRole)

      await page.goto('/users')
      const manage = page.getByRole('button', { name: words.manage })
      await expect(manage).toBeDisabled()
      await expect(manage).toHaveAccessibleDescription(words.needsRole)
      await page.getByRole('table').getByRole('link').first().click()
      const pane = page.getByRole('dialog')
      await pane.getByRole('tab', { name: words.tab }).click()
      await expect(pane.getByRole('checkbox').first()).toBeDisabled()
      const save = pane.getByRole('button', { name: words.saveChanges })
      await expect(save).toBeDisabled()
      await expect(save).toHaveAccessibleDescription(words.needsRole)
    })

    test('a self-service licence is left alone, and the reason names who bought it (UNA-2, 25.22)', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses?filter=selfService')
      await page.getByRole('table').getByRole('link').first().click()
      // The filter groups by purchaser; everyone together can be selected.
      await page.getByRole('button', { name: words.everyone, exact: true }).click()
      const table = page.getByRole('table')
      await table.getByRole('row').filter({ hasText: /Self-service purchase of|的自助购买/ }).first().getByRole('checkbox').check()
      await page.getByRole('button', { name: words.unassignLicenses }).click()
      const box = page.getByRole('dialog', { name: words.unassignLicenses })
      await expect(box.getByRole('listitem').first()).toBeVisible()
      await expect(box.getByRole('button', { name: new RegExp(words.unassign(1).slice(0, 4)) })).toBeDisabled()
      await box.getByRole('button', { name: words.cancel, exact: true }).click()
      await expect(box).toBeHidden()
    })
  })
}
