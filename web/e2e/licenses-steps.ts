import { expect, type Locator, type Page } from '@playwright/test'
import { signIn } from './sign-in'
import { openProduct, PRODUCT } from './steps'

/** Billing > Licenses > a product > Assign licenses. */
export async function openAssignPane(page: Page, words: { assign: string; pane: string }, product = PRODUCT): Promise<Locator> {
  await signIn(page, 'license-admin', '/licenses')
  await openProduct(page, product)
  await page.getByRole('button', { name: words.assign, exact: true }).click()
  const pane = page.getByRole('dialog', { name: words.pane })
  await expect(pane).toBeVisible()
  return pane
}

/** Types a name and takes the result, with the keyboard alone. */
export async function pick(page: Page, pane: Locator, label: string, name: string): Promise<void> {
  const box = pane.getByRole('combobox', { name: label })
  await box.fill('')
  await box.pressSequentially(name)
  await expect(page.getByRole('option', { name })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('')
  await expect(pane.getByRole('listitem').filter({ hasText: name })).toBeVisible()
}

/** Changes settings as a Global admin would, through the API; the session is that of the page. */
export async function changeSettings(page: Page, settings: Record<string, unknown>): Promise<void> {
  const session = (await (await page.request.get('/reseat/v1/session')).json()) as { csrfToken: string }
  const answer = await page.request.patch('/reseat/v1/settings', { data: settings, headers: { 'X-Reseat-Csrf': session.csrfToken } })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** Signs in as an ordinary person of the demo, who has no administrator role. */
export async function signInAsPerson(page: Page, path: string): Promise<void> {
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name: 'callum.patel@' }).click()
  await expect(page.getByRole('main')).toBeVisible()
}
