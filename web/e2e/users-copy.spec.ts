import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo } from './steps'
import { command, pickPerson, tickPerson, wordsIn } from './users-steps'

/** Aarav holds Microsoft 365 E3 and Power BI Pro directly; Ute holds nothing. */
const FROM = 'Aarav Chavan'
const TO = 'Ute Busch'

for (const [language, words] of Object.entries(wordsIn)) {
  test.describe(`Copy licences, in ${language} (ASG-15)`, () => {
    test.use({ locale: words.locale })

    test('from one person to another, with the preview, and back', async ({ page }) => {
      await signIn(page, 'license-admin', '/users?q=aarav')
      // Once from the list and once from the person's pane.
      if (language === 'en') {
        await tickPerson(page, FROM)
        await command(page, words, words.copyTo)
      } else {
        await page.getByRole('link', { name: FROM, exact: true }).click()
        await page.getByRole('tab', { name: words.tab }).click()
        await page.getByRole('dialog').getByRole('button', { name: words.copyTo }).click()
      }
      const pane = page.getByRole('dialog', { name: words.copy })
      await expect(pane.getByRole('listitem').filter({ hasText: 'Power BI Pro' })).toBeVisible()
      await pickPerson(page, pane, words.who, TO)
      await pane.getByRole('button', { name: words.preview }).click()
      await pane.getByRole('button', { name: words.copyFor(1) }).click()
      const result = pane.getByRole('region', { name: words.result })
      await expect(result.getByRole('listitem').filter({ hasText: TO })).toContainText('Microsoft 365 E3')
      await pane.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 1)
    })
  })
}
