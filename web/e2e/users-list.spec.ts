import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'
import { wordsIn } from './users-steps'

const header = (page: Page, name: string) => page.getByRole('columnheader', { name })

test.describe('the list of people, in en', () => {
  const words = wordsIn.en
  test.use({ locale: words.locale })

  test('filters combine as chips, live in the address, and go one by one', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    await page.getByRole('button', { name: words.licensed, exact: true }).click()
    await page.getByRole('button', { name: words.filter }).click()
    const more = page.getByRole('dialog', { name: words.filter })
    await more.getByRole('combobox', { name: words.product }).selectOption({ label: 'Office 365 E3' })
    await more.getByRole('combobox', { name: words.location }).selectOption({ label: words.germany })
    await more.getByLabel(words.department).fill('Sales')
    await more.getByRole('button', { name: words.apply }).click()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/filter=licensed.*department=Sales.*|department=Sales/)
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows.nth(1)).toContainText('Sales')
    for (const row of (await rows.all()).slice(1)) await expect(row).toContainText('Office 365 E3')

    await page.reload()
    await page.getByRole('button', { name: words.remove(words.departmentIs('Sales')) }).click()
    await expect(page).not.toHaveURL(/department/)
    await page.getByRole('button', { name: words.remove(words.productIs('Office 365 E3')) }).click()
    await page.goBack()
    await expect(page.getByRole('button', { name: words.remove(words.productIs('Office 365 E3')) })).toBeVisible()
    await page.getByRole('button', { name: words.unlicensedFilter, exact: true }).click()
    await expect(page.getByRole('button', { name: words.licensed, exact: true })).toHaveAttribute('aria-pressed', 'false')
  })

  test('a view keeps filters, order and columns, and is deleted again', async ({ page }) => {
    await signIn(page, 'license-admin', '/users?filter=disabled')
    await page.getByRole('button', { name: words.columns, exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: words.jobTitle }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.upn }).click()
    await expect(header(page, words.upn)).toHaveAttribute('aria-sort', 'ascending')
    await page.getByRole('button', { name: words.views }).click()
    await page.getByRole('menuitem', { name: words.saveView }).click()
    const dialog = page.getByRole('dialog', { name: words.saveView })
    await dialog.getByRole('textbox', { name: words.viewName }).fill('Leavers')
    await dialog.getByRole('button', { name: words.save }).click()

    await page.getByRole('button', { name: words.view('Leavers') }).click()
    await page.getByRole('menuitemradio', { name: words.allUsers }).click()
    await expect(page).not.toHaveURL(/filter/)
    await expect(header(page, words.jobTitle)).toHaveCount(0)
    await page.reload()
    await page.getByRole('button', { name: words.views }).click()
    await page.getByRole('menuitemradio', { name: 'Leavers' }).click()
    await expect(page).toHaveURL(/filter=disabled/)
    await expect(header(page, words.jobTitle)).toBeVisible()
    await expect(header(page, words.upn)).toHaveAttribute('aria-sort', 'ascending')
    await page.getByRole('button', { name: words.view('Leavers') }).click()
    await page.getByRole('menuitem', { name: words.deleteView('Leavers') }).click()
    await expect(page.getByRole('button', { name: words.views })).toBeVisible()
  })
})

test.describe('the list of people, in zh-Hans', () => {
  const words = wordsIn['zh-Hans']
  test.use({ locale: words.locale })

  test('columns are remembered, and the order turns round', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    await page.getByRole('button', { name: words.columns, exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: words.department }).click()
    await page.keyboard.press('Escape')
    await expect(header(page, words.department)).toHaveCount(0)
    await page.reload()
    await expect(header(page, words.upn)).toBeVisible()
    await expect(header(page, words.department)).toHaveCount(0)
    await signIn(page, 'license-admin', '/users')
    await expect(page).toHaveURL(/columns=upn(,|%2C)licenses/)
    const first = await page.getByRole('table').getByRole('link').first().innerText()
    await page.getByRole('button', { name: words.displayName }).click()
    await expect(header(page, words.displayName)).toHaveAttribute('aria-sort', 'descending')
    await expect(page.getByRole('table').getByRole('link').first()).not.toHaveText(first)
    await expect(page).toHaveURL(/sort=-displayName/)
  })

  test('a link shows the columns that were seen, whatever is remembered', async ({ page }) => {
    await signIn(page, 'license-admin', '/users?columns=upn,location')
    await expect(header(page, words.location)).toBeVisible()
    await expect(header(page, words.department)).toHaveCount(0)
    await page.getByRole('link', { name: words.activeUsers }).click()
    await expect(header(page, words.department)).toBeVisible()
  })

  test('everyone who matches is exported', async ({ page }) => {
    await signIn(page, 'global-reader', '/users?filter=disabled')
    await page.getByRole('button', { name: words.exporting }).click()
    const dialog = page.getByRole('dialog', { name: words.exporting })
    const file = page.waitForEvent('download')
    await dialog.getByRole('button', { name: words.exporting }).click()
    const text = readFileSync(await (await file).path(), 'utf8')
    await expect(dialog.getByText(words.inFile)).toBeVisible()
    const shown = Number(/\d+/.exec(await dialog.getByText(words.inFile).innerText())![0])
    expect(text.trim().split('\r\n')).toHaveLength(shown + 1)
    expect(text).toContain('@larkfield.example')
  })

  test('who may not says which role could (ROL-9)', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    await expect(page.getByRole('button', { name: words.add })).toHaveAccessibleDescription(words.needsUserAdmin)
    await expect(page.getByRole('button', { name: words.importing })).toBeDisabled()
    await page.getByRole('table').getByRole('checkbox', { name: words.selectRow }).first().check()
    await expect(page.getByRole('button', { name: words.block, exact: true })).toHaveAccessibleDescription(words.needsUserAdmin)
    await expect(page.getByRole('button', { name: words.setLocation })).toBeEnabled()
    await page.getByRole('table').getByRole('link').first().click()
    const pane = page.getByRole('dialog')
    await expect(pane.getByRole('button', { name: words.reset })).toHaveAccessibleDescription(words.needsUserAdmin)
    await pane.getByRole('button', { name: words.edit }).click()
    await expect(pane.getByRole('textbox', { name: words.displayName })).toBeDisabled()
    await expect(pane.getByRole('combobox', { name: words.location })).toBeEnabled()
  })
})
