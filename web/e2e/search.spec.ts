import { expect, test } from '@playwright/test'
import { pastWords } from './history-words'
import { signIn } from './sign-in'
import { languages } from './words'

test.describe('the search of the top bar, in English', () => {
  const words = pastWords.en

  test('leads by keyboard alone to a person', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    const name = await page.getByRole('table').getByRole('link').nth(4).innerText()
    await page.goto('/licenses')
    await page.getByRole('table').waitFor()
    await page.keyboard.press('/')
    const search = page.getByRole('combobox', { name: words.topSearch })
    await expect(search).toBeFocused()
    await expect(search).toHaveValue('')
    await page.keyboard.type(name)
    await expect(page.getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByText(name).first()).toBeVisible()
    await expect(page).toHaveURL(/\/users\/[0-9a-f-]{36}/)
  })

  test('does not take the slash from whoever is typing, and Escape leaves it', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    const field = page.getByRole('searchbox', { name: languages.en.search })
    await field.fill('a')
    await field.press('/')
    await expect(field).toHaveValue('a/')
    await page.keyboard.press('Control+K')
    const search = page.getByRole('combobox', { name: words.topSearch })
    await expect(search).toBeFocused()
    await page.keyboard.type('zzzz')
    await expect(page.getByText(words.nothing)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(search).toHaveValue('')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('listbox', { name: words.results })).toBeHidden()
    await expect(search).not.toBeFocused()
  })
})

test.describe('the search of the top bar, in Chinese', () => {
  const words = pastWords['zh-Hans']
  test.use({ locale: 'zh-CN' })

  test('Enter opens a product without waiting for the list', async ({ page }) => {
    await signIn(page, 'license-admin', '/users')
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Office 365 E3')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Office 365 E3' })).toBeVisible()
  })

  test('on a phone it opens over the bar and leads to a page', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn(page, 'license-admin', '/licenses')
    await page.getByRole('button', { name: words.topSearch }).click()
    const search = page.getByRole('combobox', { name: words.topSearch })
    await expect(search).toBeFocused()
    expect((await search.boundingBox())!.width).toBeGreaterThan(250)
    await search.fill(words.audit)
    await page.getByRole('option', { name: words.audit }).click()
    await expect(page.getByRole('heading', { level: 1, name: words.audit })).toBeVisible()
    await expect(search).toBeHidden()
  })
})
