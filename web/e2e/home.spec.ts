import { expect, test } from '@playwright/test'
import { anyOf, unassignFrom } from './history-steps'
import { pastWords } from './history-words'
import { signIn } from './sign-in'
import { confirmUndo } from './steps'
import { languages } from './words'

test.describe('Home in English', () => {
  const words = { ...languages.en, ...pastWords.en }

  test('shows what will be lost after an unassign, why, and no more once it is undone', async ({ page }) => {
    await signIn(page, 'license-admin', '/')
    await expect(page.getByRole('heading', { level: 1, name: words.home })).toBeVisible()
    const names = await unassignFrom(page, words, 3)
    await page.getByRole('navigation').getByRole('link', { name: words.home }).click()

    const losses = page.getByRole('region', { name: words.losses })
    const line = losses.getByRole('listitem').filter({ has: page.getByRole('link', { name: anyOf(names) }) }).filter({ hasText: words.mailboxGone }).last()
    await expect(line).toBeVisible()
    await line.getByRole('link', { name: words.why }).click()
    const pane = page.getByRole('dialog', { name: words.unassigned })
    await pane.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 3)

    await pane.getByRole('button', { name: words.close }).click()
    await page.getByRole('navigation').getByRole('link', { name: words.home }).click()
    await expect(page.getByRole('region', { name: words.seats }).getByRole('listitem').first()).toBeVisible()
    for (const name of names) await expect(losses.getByRole('link', { name, exact: true })).toHaveCount(0)
  })
})

test.describe('Home in Chinese', () => {
  const words = { ...languages['zh-Hans'], ...pastWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('says what needs attention and leads there; each product with its numbers', async ({ page }) => {
    await signIn(page, 'user-admin', '/')
    const attention = page.getByRole('region', { name: words.attention })
    await attention.getByRole('listitem').filter({ hasText: words.blocked }).getByRole('link', { name: words.showThem }).click()
    await expect(page).toHaveURL(/\/users\?filter=licensed(%2C|,)disabled/)
    await page.goBack()
    const seats = page.getByRole('region', { name: words.seats })
    await expect(seats.getByRole('listitem').filter({ hasText: 'Office 365 E3' })).toContainText(/已分配 \d+，总计 \d+，可用 \d+/)
    await seats.getByRole('link', { name: 'Office 365 E3' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Office 365 E3' })).toBeVisible()
  })

  test('a Billing admin reads which role may add people', async ({ page }) => {
    await signIn(page, 'billing-admin', '/')
    const add = page.getByRole('group', { name: words.quick }).getByRole('button', { name: words.addUser })
    await expect(add).toBeDisabled()
    await expect(add).toHaveAccessibleDescription(words.userAdmin)
  })

  test('a Helpdesk admin sees what they may, without an error for what they may not, and finds people', async ({ page }) => {
    await signIn(page, 'helpdesk-admin', '/')
    await expect(page.getByRole('region', { name: words.seats }).getByText(/许可证管理员/)).toBeVisible()
    await expect(page.getByRole('region', { name: words.attention }).getByRole('listitem').filter({ hasText: words.blocked })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.keyboard.press('/')
    await page.keyboard.type('a')
    await expect(page.getByRole('option').nth(3)).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})
