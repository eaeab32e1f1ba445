import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { callApi, deletePerson, wordsIn } from './users-steps'

for (const [language, words] of Object.entries(wordsIn)) {
  test.describe(`Import users, in ${language}`, () => {
    test.use({ locale: words.locale })

    test('shows in a dry run what is wrong and where, then imports the rest', async ({ page }) => {
      const upn = `import.${language.slice(0, 2)}@larkfield.example`
      const csv = [
        'Username,Display name,Usage location,City',
        `${upn},"Import, Person",DE,Munich`,
        'user-admin@larkfield.example,,,Providence',
        'wrong.row@larkfield.example,Wrong Row,XX,Nowhere',
        `${upn.toUpperCase()},Twice,DE,Munich`,
      ].join('\r\n')
      await signIn(page, 'global-admin', '/users?pane=import')
      const pane = page.getByRole('dialog', { name: words.importing })
      await pane.getByLabel(words.file).setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await expect(pane.getByText(words.would)).toBeVisible()
      const wrong = pane.getByRole('table', { name: words.wrongTable }).getByRole('row')
      await expect(wrong.nth(1)).toContainText('4')
      await expect(wrong.nth(1)).toContainText('XX')
      await expect(wrong.nth(2)).toContainText(words.twice)

      await pane.getByRole('button', { name: words.importFor(2) }).click()
      await expect(pane.getByText(words.did)).toBeVisible()
      const file = page.waitForEvent('download')
      await pane.getByRole('button', { name: words.passwords }).click()
      expect(readFileSync(await (await file).path(), 'utf8')).toMatch(new RegExp(`\\r\\n${upn},\\S{8,}\\r\\n$`))
      const report = page.waitForEvent('download')
      await pane.getByRole('button', { name: words.report }).click()
      expect(readFileSync(await (await report).path(), 'utf8')).toContain(`2,${upn},`)
      await pane.getByRole('button', { name: words.done }).click()
      await expect(pane).toBeHidden()

      await deletePerson(page, upn)
      await callApi(page, 'patch', '/v1.0/users/user-admin@larkfield.example', { city: 'Boston' })
    })
  })
}
