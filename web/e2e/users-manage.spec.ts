import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'
import { confirmUndo, PRODUCT, selectRows } from './steps'
import { wordsIn } from './users-steps'

test.describe('Manage product licenses, in en', () => {
  const words = wordsIn.en
  test.use({ locale: words.locale })

  test('Assign more: keeps what people have, adds a product with an app turned off, and takes it back (ASG-5)', async ({ page }) => {
    await signIn(page, 'user-admin', '/users?filter=unlicensed&location=US')
    const names = await selectRows(page.getByRole('table'), words, 2)
    await page.getByRole('button', { name: words.manage }).click()
    const pane = page.getByRole('dialog', { name: words.manage })
    await pane.getByRole('radio', { name: words.assignMore }).check()
    await expect(pane.getByRole('button', { name: words.preview })).toHaveAccessibleDescription('Choose a product first.')
    await pane.getByRole('checkbox', { name: PRODUCT, exact: true }).check()
    await pane.getByText(words.turn).click()
    await pane.getByRole('switch', { name: 'Sway' }).click()
    await pane.getByRole('button', { name: words.preview }).click()

    await expect(pane.getByText(`${PRODUCT}: 2 licenses are assigned.`)).toBeVisible()
    await pane.getByRole('button', { name: words.saveChanges }).click()
    const result = pane.getByRole('region', { name: words.result })
    await expect(result.getByText(words.summary(2))).toBeVisible()
    for (const name of names) await expect(result.getByRole('listitem').filter({ hasText: name })).toContainText(PRODUCT)
    await pane.getByRole('button', { name: words.done }).click()
    await expect(page).not.toHaveURL(/pane=/)
    await page.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 2)
    for (const name of names) await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
  })

  test('everyone who matches, beyond the page, as a bulk job that is undone (25.24)', { tag: '@core' }, async ({ page }) => {
    await signIn(page, 'user-admin', '/users?filter=licensed&location=DE')
    await page.getByRole('checkbox', { name: words.selectPage }).check()
    await page.getByRole('button', { name: words.selectAll }).click()
    await expect(page.getByText(words.everyone)).toBeVisible()
    await page.getByRole('button', { name: words.manage }).click()
    const pane = page.getByRole('dialog', { name: words.manage })
    await pane.getByRole('radio', { name: words.unassignAll }).check()
    await pane.getByRole('button', { name: words.saveChanges }).click()
    await expect(pane.getByText(words.jobFinished)).toBeVisible()
    const count = Number(/(\d+) people were changed/.exec(await pane.getByText(words.jobFinished).innerText())![1])
    expect(count).toBeGreaterThan(50)
    await pane.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, count)
  })
})

test.describe('Manage product licenses, in zh-Hans', () => {
  const words = wordsIn['zh-Hans']
  test.use({ locale: words.locale })

  test('Replace: takes everything assigned directly and gives something else in one step (MOV-1, MOV-3)', { tag: '@core' }, async ({ page }) => {
    await signIn(page, 'license-admin', '/users?filter=licensed&q=aarav')
    const [name] = await selectRows(page.getByRole('table'), words, 1)
    await page.getByRole('button', { name: words.manage }).click()
    const pane = page.getByRole('dialog', { name: words.manage })
    await pane.getByRole('radio', { name: words.replace }).check()
    await pane.getByRole('checkbox', { name: PRODUCT, exact: true }).check()
    await pane.getByRole('button', { name: words.preview }).click()
    await expect(pane.getByText(words.freed('Microsoft 365 E3', 1))).toBeVisible()
    await pane.getByRole('button', { name: words.saveChanges }).click()
    await expect(pane.getByRole('region', { name: words.result }).getByText(words.summary(1))).toBeVisible()
    await pane.getByRole('button', { name: words.done }).click()
    const row = page.getByRole('row').filter({ hasText: name! })
    await expect(row).toContainText(PRODUCT)
    await expect(row).not.toContainText('Microsoft 365 E3')
    await page.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 1)
    await expect(row).toContainText('Microsoft 365 E3')
  })

  test('too few seats: how many are missing and what to do; nothing can be saved (ASG-5)', async ({ page }) => {
    await signIn(page, 'license-admin', '/users?filter=unlicensed&location=US')
    await selectRows(page.getByRole('table'), words, 2)
    await page.getByRole('button', { name: words.manage }).click()
    const pane = page.getByRole('dialog', { name: words.manage })
    await pane.getByRole('radio', { name: words.assignMore }).check()
    await pane.getByRole('checkbox', { name: /^Visio/ }).check()
    await pane.getByRole('button', { name: words.preview }).click()
    await expect(pane.getByText(/^Visio.*：缺少 2 个许可证。$/)).toBeVisible()
    await expect(pane.getByRole('link', { name: /^查看谁拥有 Visio/ })).toHaveAttribute('href', /\/licenses\//)
    await expect(pane.getByRole('button', { name: words.saveChanges })).toBeDisabled()
    await pane.getByRole('button', { name: words.cancel, exact: true }).click()
    await expect(pane).toBeHidden()
  })
})
