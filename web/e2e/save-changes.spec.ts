import { expect, type Locator, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo } from './steps'
import { languages, type Words } from './words'

/** Opens the first licensed person's Licenses and apps. */
async function openPerson(page: Page, words: Words): Promise<{ name: string; pane: Locator }> {
  await signIn(page, 'user-admin', '/users?filter=licensed')
  const link = page.getByRole('table').getByRole('link').first()
  const name = await link.innerText()
  await link.click()
  const pane = page.getByRole('dialog').filter({ hasText: name })
  await pane.getByRole('tab', { name: words.tab }).click()
  await expect(pane.getByRole('button', { name: words.licensesSection })).toHaveAttribute('aria-expanded', 'true')
  return { name, pane }
}

/** Clears the first box that is ticked, and says which product it was. */
async function clearOne(pane: Locator): Promise<{ product: string; box: Locator }> {
  const product = await pane.getByRole('checkbox', { checked: true, disabled: false }).first().evaluate(
    (input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '',
  )
  const box = pane.getByRole('checkbox', { name: product, exact: true })
  await box.uncheck()
  return { product, box }
}

for (const [language, words] of Object.entries(languages)) {
  test.describe(`Users > Active users, one person, in ${language} (UNA-20)`, () => {
    test.use({ locale: words.locale })

    test('clears a box, saves after the preview, and takes it back', async ({ page }) => {
      const { name, pane } = await openPerson(page, words)
      const { product, box } = await clearOne(pane)
      await pane.getByRole('button', { name: words.saveChanges }).click()

      const confirmation = page.getByRole('dialog', { name: words.saveChanges })
      await expect(confirmation.getByText(words.freed(product, 1))).toBeVisible()
      await confirmation.getByRole('button', { name: words.unassign(1) }).click()
      const result = confirmation.getByRole('region', { name: words.result })
      await expect(result.getByRole('listitem').filter({ hasText: name }).getByText(words.changed, { exact: true })).toBeVisible()

      await confirmation.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 1)
      await expect(box).toBeChecked()
    })

    test('lists the apps, and asks before unsaved edits are lost', async ({ page }) => {
      const { pane } = await openPerson(page, words)
      await pane.getByRole('button', { name: words.appsSection }).click()
      await expect(pane.getByRole('listitem').first()).toBeVisible()

      const { box } = await clearOne(pane)
      const question = page.getByRole('alertdialog', { name: words.unsaved })
      await pane.getByRole('button', { name: words.close }).click()
      await question.getByRole('button', { name: words.keepEditing }).click()
      await expect(box).not.toBeChecked()
      await pane.getByRole('button', { name: words.close }).click()
      await question.getByRole('button', { name: words.discard }).click()
      await expect(pane).toBeHidden()
      await expect(page).toHaveURL(/\/users\?filter=licensed$/)
    })
  })
}
