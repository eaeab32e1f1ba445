import { expect, test } from '@playwright/test'
import { downloaded } from './history-steps'
import { pastWords } from './history-words'
import { signIn } from './sign-in'

test.describe('History > Audit in English', () => {
  const words = pastWords.en

  test('is narrowed to one activity, shown with the values before and after, and exported', async ({ page }) => {
    await signIn(page, 'global-admin', '/audit')
    await page.getByRole('button', { name: words.activity, exact: true }).click()
    await page.getByRole('radio', { name: words.changeLicense }).check()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/activity=Change(%20|\+)user(%20|\+)license/)
    const links = page.getByRole('table').getByRole('link')
    await expect(links.first()).toBeVisible()
    expect(new Set(await links.allInnerTexts())).toEqual(new Set([words.changeLicense]))

    await links.first().click()
    const pane = page.getByRole('dialog', { name: words.changeLicense })
    const properties = pane.getByRole('region', { name: words.properties })
    await expect(properties.getByRole('rowheader', { name: 'AssignedLicense' })).toBeVisible()
    await expect(properties.getByRole('cell').filter({ hasText: 'SkuId=' }).first()).toBeVisible()
    await expect(pane.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(pane).toBeHidden()

    const csv = await downloaded(page, () => page.getByRole('button', { name: words.export, exact: true }).click())
    const [head, ...rows] = csv.trim().split('\r\n')
    expect(head).toContain('activityDateTime')
    expect(rows.filter((row) => row.includes('Change user license')).length).toBeGreaterThan(50)
    expect(csv).not.toContain('Add user')
  })

  test('a Helpdesk admin reads which role may see it', async ({ page }) => {
    await signIn(page, 'helpdesk-admin', '/audit')
    await expect(page.getByRole('heading', { level: 2, name: words.denied })).toBeVisible()
    await expect(page.getByText(words.reportsReader)).toBeVisible()
  })
})

test.describe('History > Audit in Chinese', () => {
  const words = pastWords['zh-Hans']
  test.use({ locale: 'zh-CN' })

  test('filters stand in the address, and pages come from the server', async ({ page }) => {
    await signIn(page, 'reports-reader', '/audit?activity=Change%20user%20license')
    const first = page.getByRole('table').getByRole('row').nth(1)
    await expect(first).toContainText(words.changeLicense)
    const before = await first.innerText()
    await page.getByRole('button', { name: '下一页' }).click()
    await expect(page).toHaveURL(/page=2/)
    await expect(first).not.toHaveText(before)
    await page.getByRole('button', { name: words.removeActivity }).click()
    await expect(page).toHaveURL((url) => !url.search.includes('activity') && !url.search.includes('page'))
    await page.goto('/audit?to=2020-01-01')
    await expect(page.getByRole('heading', { level: 2, name: words.noRecord })).toBeVisible()
    await page.getByRole('button', { name: words.clear }).click()
    await expect(first).toBeVisible()
  })
})
