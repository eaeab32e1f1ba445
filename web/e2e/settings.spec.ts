import { expect, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'

const ORIGINAL = 'Larkfield Instruments'

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Save changes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save changes' })
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await expect(dialog.getByText(/^The new name appears/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByText('The settings were saved.')).toBeVisible()
  await expect(page.getByRole('banner').getByText(name)).toBeVisible()
}

test('settings are shown in words before they are saved, and hold at once', { tag: '@core' }, async ({ page }) => {
  await signIn(page, 'global-admin', '/settings/organization')
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveAccessibleDescription('Change a setting first.')
  await rename(page, 'Larkfield Optics')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Larkfield Optics')
  await rename(page, ORIGINAL)
})

test('the time zone is found by typing, and a number out of bounds is named before it is sent', async ({ page }) => {
  await signIn(page, 'global-admin', '/settings/organization')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  const before = await zone.inputValue()
  await zone.clear()
  await zone.pressSequentially('shanghai')
  await page.getByRole('option', { name: /^Asia\/Shanghai/ }).click()
  await expect(zone).toHaveValue(/^Asia\/Shanghai/)
  await page.getByRole('spinbutton', { name: /Licenses page/ }).fill('1001')
  await page.getByRole('spinbutton', { name: /Licenses page/ }).blur()
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(zone).toHaveValue(before)
  await expect(page.getByText('Unsaved changes')).toBeHidden()
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('unsaved edits are never dropped silently', async ({ page }) => {
    await signIn(page, 'global-admin', '/settings/organization')
    const name = page.getByRole('textbox', { name: '名称' })
    await name.fill('另一个名称')
    const question = page.getByRole('alertdialog', { name: '放弃未保存的更改？' })
    await page.getByRole('link', { name: '许可证' }).click()
    await question.getByRole('button', { name: '继续编辑' }).click()
    await expect(name).toHaveValue('另一个名称')
    await page.getByRole('link', { name: '许可证' }).click()
    await question.getByRole('button', { name: '放弃更改' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '许可证' })).toBeVisible()
  })

  test('the simulated clock moves after saying what falls due', { tag: '@core' }, async ({ page }) => {
    await signIn(page, 'global-admin', '/settings/organization')
    const clock = page.getByRole('region', { name: '模拟时钟' })
    const shown = clock.getByRole('status').first()
    const day = async () => {
      const [, year, month, date] = /(\d+)年(\d+)月(\d+)日/.exec(await shown.innerText())!
      return Date.UTC(Number(year), Number(month) - 1, Number(date)) / 86_400_000
    }
    const before = await day()
    await clock.getByRole('button', { name: '+1 天' }).click()
    const dialog = page.getByRole('dialog', { name: '是否拨动模拟时钟？' })
    await expect(dialog.getByText(/时钟不能往回拨/)).toBeVisible()
    await dialog.getByRole('button', { name: '将时钟向前拨 1 天' }).click()
    await expect.poll(day).toBe(before + 1)
    await expect(clock.getByText(/^时钟已拨到/)).toBeVisible()
  })
})

test('a Global reader reads, and is told who may change; a License admin is told who may read', async ({ page, browser }) => {
  await signIn(page, 'global-reader', '/settings/organization')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeDisabled()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(ORIGINAL)
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveAccessibleDescription(/Global admin/)
  await expect(page.getByRole('button', { name: '+1 day' })).toHaveAccessibleDescription(/Global admin/)

  const context = await browser.newContext()
  const other = await context.newPage()
  await signIn(other, 'license-admin', '/settings/organization')
  await expect(other.getByText(/License admin.*It takes Global admin or Global reader/)).toBeVisible()
  await expect(other.getByRole('textbox', { name: 'Name' })).toHaveCount(0)
  await context.close()
})
