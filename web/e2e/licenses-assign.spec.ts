import { expect, test } from '@playwright/test'
import { changeSettings, openAssignPane, pick } from './licenses-steps'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { confirmUndo, openProduct, PRODUCT } from './steps'
import { languages } from './words'

const PERSON = 'Ute Busch'

test.describe('Assign licenses to users, in en (ASG-2)', () => {
  const words = { ...languages.en, ...licensesWords.en }
  test.use({ locale: words.locale })

  test('picks people by keyboard, turns an app off, shows the preview, assigns, and takes it back', { tag: '@core' }, async ({ page }) => {
    const pane = await openAssignPane(page, words)
    await expect(page).toHaveURL(/pane=assign/)
    await expect(pane.getByRole('button', { name: words.button, exact: true })).toBeDisabled()
    await pick(page, pane, words.people, PERSON)
    await pane.getByText(words.turn).click()
    await pane.getByRole('switch', { name: 'Sway' }).click()
    await expect(pane.getByText(words.onOf(30, 31))).toBeVisible()
    await pane.getByRole('button', { name: words.button, exact: true }).click()

    await expect(pane.getByRole('heading', { name: words.whatWillHappen })).toBeVisible()
    await pane.getByRole('button', { name: words.assignSome(1) }).click()
    const result = pane.getByRole('region', { name: words.result })
    await expect(result.getByRole('listitem').filter({ hasText: PERSON }).getByText(words.changed, { exact: true })).toBeVisible()
    await pane.getByRole('button', { name: words.close }).last().click()
    await expect(pane).toBeHidden()
    await expect(page).not.toHaveURL(/pane=/)

    await page.getByRole('searchbox', { name: words.search }).fill('busch')
    const row = page.getByRole('row').filter({ hasText: PERSON })
    await expect(row.getByText('1 app turned off')).toBeVisible()
    await page.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 1)
    await expect(row).toHaveCount(0)
  })

  test('goes back from the preview with everything kept, and asks before it is lost', async ({ page }) => {
    const pane = await openAssignPane(page, words)
    await pick(page, pane, words.people, PERSON)
    await pane.getByRole('button', { name: words.button, exact: true }).click()
    await pane.getByRole('button', { name: words.back }).click()
    await expect(pane.getByRole('combobox', { name: words.people })).toBeFocused()
    await expect(pane.getByRole('listitem').filter({ hasText: PERSON })).toBeVisible()
    await pane.getByRole('button', { name: words.cancel }).click()
    const question = page.getByRole('alertdialog', { name: words.leave })
    await question.getByRole('button', { name: words.stay }).click()
    await expect(pane.getByRole('listitem').filter({ hasText: PERSON })).toBeVisible()
    await pane.getByRole('button', { name: words.cancel }).click()
    await question.getByRole('button', { name: words.leaveNow }).click()
    await expect(pane).toBeHidden()
    await expect(page.getByRole('button', { name: words.assign, exact: true })).toBeFocused()
  })

  test('more people than the limit go as a bulk job (25.17, 25.24)', { tag: '@core' }, async ({ page }) => {
    await signIn(page, 'global-admin', '/licenses')
    await changeSettings(page, { licensesPageUsers: 1 })
    try {
      await page.context().clearCookies()
      const pane = await openAssignPane(page, words)
      await pick(page, pane, words.people, PERSON)
      await pick(page, pane, words.people, 'Anna Hoffmann')
      const button = pane.getByRole('button', { name: words.button, exact: true })
      await expect(button).toBeDisabled()
      await expect(button).toHaveAccessibleDescription(words.atMost(1))
      await pane.getByRole('button', { name: words.asJob }).click()
      await pane.getByRole('button', { name: words.assignSome(2) }).click()
      await expect(pane.getByText(words.summary(2))).toBeVisible()
      await pane.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 2)
    } finally {
      await page.context().clearCookies()
      await signIn(page, 'global-admin', '/licenses')
      await changeSettings(page, { licensesPageUsers: 20 })
    }
  })
})

test.describe('Assign licenses to users, in zh-Hans (ASG-2)', () => {
  const words = { ...languages['zh-Hans'], ...licensesWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('without a usage location or a free seat there is a refusal with its remedy', async ({ page }) => {
    const pane = await openAssignPane(page, words, 'Visio 计划 2')
    await pick(page, pane, words.people, 'Ananya Naidu')
    await expect(pane.getByRole('listitem').getByText(words.noLocation)).toBeVisible()
    await pick(page, pane, words.people, PERSON)
    await expect(pane.getByText(/没有可用的许可证/)).toBeVisible()
    await pane.getByRole('button', { name: words.button, exact: true }).click()
    const item = (name: string) => pane.getByRole('listitem').filter({ hasText: name })
    await expect(item('Ananya Naidu').getByText(/处理方法：.*使用位置/)).toBeVisible()
    await expect(item(PERSON).getByText(/处理方法：.*购买更多/)).toBeVisible()
    await expect(pane.getByRole('button', { name: words.button, exact: true })).toBeDisabled()
  })

  test('a Billing admin reads which role could (25.4)', async ({ page }) => {
    await signIn(page, 'billing-admin', '/licenses')
    await openProduct(page, PRODUCT)
    const button = page.getByRole('button', { name: words.assign, exact: true })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription(words.needsRole)
    await page.getByRole('table').getByRole('link').first().click()
    const pane = page.getByRole('dialog')
    await expect(pane.getByRole('switch').first()).toBeDisabled()
    await expect(pane.getByRole('button', { name: words.save, exact: true })).toHaveAccessibleDescription(words.needsRole)
  })
})
