import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo, selectRows } from './steps'
import { languages } from './words'

for (const [language, words] of Object.entries(languages)) {
  test.describe(`Users > Active users, several people, in ${language} (UNA-30)`, () => {
    test.use({ locale: words.locale })

    test('unassigns all, with the preview in the pane, and takes it back', async ({ page }) => {
      await signIn(page, 'user-admin', '/users?filter=licensed')
      const table = page.getByRole('table')
      const names = await selectRows(table, words, 2)
      await page.getByRole('button', { name: words.manage }).click()

      const pane = page.getByRole('dialog', { name: words.manage })
      await expect(pane.getByRole('button', { name: words.saveChanges })).toBeDisabled()
      await pane.getByRole('radio', { name: words.unassignAll }).check()
      await expect(pane.getByRole('heading', { name: words.whatWillHappen })).toBeVisible()
      await expect(pane.getByText(words.mailbox)).toBeVisible()
      await pane.getByRole('button', { name: words.saveChanges }).click()

      const result = pane.getByRole('region', { name: words.result })
      await expect(result.getByText(words.summary(2))).toBeVisible()
      for (const name of names) await expect(result.getByRole('listitem').filter({ hasText: name })).toBeVisible()
      await pane.getByRole('button', { name: words.done }).click()
      await expect(pane).toBeHidden()
      for (const name of names) await expect(table.getByRole('link', { name, exact: true })).toHaveCount(0)

      await page.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 2)
      for (const name of names) await expect(table.getByRole('link', { name, exact: true }).first()).toBeVisible()
    })
  })
}
