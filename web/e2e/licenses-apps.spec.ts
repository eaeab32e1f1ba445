import { expect, test } from '@playwright/test'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { confirmUndo, openProduct, PRODUCT } from './steps'
import { languages } from './words'

test.describe('one user\'s apps, in zh-Hans (ASG-4)', () => {
  const words = { ...languages['zh-Hans'], ...licensesWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('turns an app off, saves after the preview, and takes it back', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const table = await openProduct(page, PRODUCT)
    const link = table.getByRole('link').first()
    const name = await link.innerText()
    await link.click()
    const pane = page.getByRole('dialog', { name: words.apps(name) })
    const sway = pane.getByRole('switch', { name: 'Sway' })
    await expect(sway).toBeChecked()
    await expect(pane.getByRole('button', { name: words.save, exact: true })).toBeDisabled()
    await sway.focus()
    await page.keyboard.press('Space')
    await pane.getByRole('button', { name: words.save, exact: true }).click()
    await expect(pane.getByText(words.appsChanged)).toBeVisible()
    await pane.getByRole('button', { name: words.changeApps(name) }).click()
    await expect(pane.getByRole('region', { name: words.result }).getByText(words.changed, { exact: true })).toBeVisible()
    await pane.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 1)
    await page.goto(page.url())
    await link.click()
    await expect(sway).toBeChecked()
  })
})

test.describe('one user\'s apps, in en', () => {
  const words = { ...languages.en, ...licensesWords.en }
  test.use({ locale: words.locale })

  test('those of a self-service licence are grey, with the reason; holders are grouped by purchaser (UNA-2, UNA-16)', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses?filter=selfService')
    await page.getByRole('table').getByRole('link').first().click()
    await expect(page.getByRole('button', { name: words.byPurchaser, pressed: true })).toBeVisible()
    const group = page.getByRole('region', { name: words.boughtBy('Callum Patel') })
    await expect(group.getByRole('table').getByRole('link')).toHaveCount(3)
    await group.getByRole('link').last().click()
    const pane = page.getByRole('dialog')
    await expect(pane.getByText(words.ownPurchase)).toBeVisible()
    await expect(pane.getByRole('switch').first()).toBeDisabled()
    await expect(pane.getByRole('button', { name: words.save, exact: true })).toHaveAccessibleDescription(words.ownPurchase)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/filter=selfService$/)
  })

  test('those of an inherited licence are grey, and the reason names the group (GRP-6)', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const table = await openProduct(page, PRODUCT)
    // What the server will say of a group's licence; the demo has no groups yet.
    await page.route(/\/reseat\/v1\/people\/[^/?]+$/, async (route) => {
      const answer = await route.fetch()
      const person = (await answer.json()) as { assignments: { paths: object[] }[] }
      const group = { kind: 'group', group: { id: 'g', displayName: 'Sales EMEA' } }
      const assignments = person.assignments.map((held) => ({ ...held, paths: held.paths.map((path) => ({ ...path, ...group })) }))
      await route.fulfill({ response: answer, json: { ...person, assignments } })
    })
    await table.getByRole('link').first().click()
    const pane = page.getByRole('dialog')
    await expect(pane.getByText(words.fromGroup('Sales EMEA'))).toBeVisible()
    await expect(pane.getByRole('switch').first()).toBeDisabled()
    await expect(pane.getByRole('button', { name: words.save, exact: true })).toHaveAccessibleDescription(words.fromGroup('Sales EMEA'))
  })
})
