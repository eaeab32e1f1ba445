import { expect, type Page } from '@playwright/test'

/** The accounts that the demo tenant's sign-in page suggests, one for each role. */
export type Account = 'global-admin' | 'license-admin' | 'user-admin' | 'billing-admin' | 'global-reader' | 'reports-reader' | 'helpdesk-admin'

const DOMAIN = 'larkfield.example'

/** Signs in with a suggested account and ends on `path`. */
export async function signIn(page: Page, account: Account, path: string): Promise<void> {
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name: `${account}@${DOMAIN}` }).click()
  await expect(page).toHaveURL((url) => url.pathname + url.search === path)
  await expect(page.getByRole('main')).toBeVisible()
}
