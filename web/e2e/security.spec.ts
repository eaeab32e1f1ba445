import { expect, test } from '@playwright/test'
import { signIn } from './sign-in'

declare global {
  interface Window { violations?: string[] }
}

/** What the page's own policy refused since it was loaded. */
const collect = () => {
  window.violations = []
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations?.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
  })
}

test('every page works under its own policy, which allows nothing inline', async ({ page }) => {
  await page.addInitScript(collect)
  await signIn(page, 'global-admin', '/licenses')
  for (const path of ['/', '/licenses', '/users', '/roles', '/changes', '/audit', '/settings']) {
    const answer = await page.goto(path)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy, path).toContain("style-src 'self' 'nonce-")
    expect(policy, path).not.toContain('unsafe')
    await expect(page.getByRole('main').getByRole('heading').first(), path).toBeVisible()
    expect(await page.evaluate(() => window.violations), path).toEqual([])
  }
  // The styles that the components make at run time are there: their button is not the browser's grey.
  await page.goto('/users')
  const button = page.getByRole('button', { name: /^Account of/ })
  await expect(button).toHaveCSS('font-family', /Segoe UI/)
  await button.click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  expect(await page.evaluate(() => window.violations)).toEqual([])
})

test('a script or style that somebody brings into the page is not run', async ({ page }) => {
  await page.addInitScript(collect)
  await signIn(page, 'license-admin', '/licenses')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.violations = undefined'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style><img src=x onerror="window.violations = undefined">')
  })
  await expect(page.locator('body')).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.violations?.length ?? 0)).toBeGreaterThanOrEqual(3)
})
