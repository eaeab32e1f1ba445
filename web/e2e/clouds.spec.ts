import { expect, test } from '@playwright/test'
import { changeSettings } from './licenses-steps'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { openProduct, PRODUCT, selectRows } from './steps'
import { languages } from './words'

/** The article's links, by cloud (rules.md section 2), and the page where a quantity is lowered there. */
const clouds = [
  { cloud: 'worldwide', licenses: 842264, users: 834822, home: 2024339, language: 'en', subscriptions: 'Billing > Your products' },
  { cloud: 'germany', licenses: 848038, users: 847686, home: 848041, language: 'zh-Hans', subscriptions: '计费 > 订阅' },
  { cloud: '21vianet', licenses: 850625, users: 850628, home: 850627, language: 'en', subscriptions: 'Billing > Subscriptions' },
] as const

for (const { cloud, licenses, users, home, language, subscriptions } of clouds) {
  test.describe(`the cloud ${cloud}, in ${language}`, () => {
    const words = { ...languages[language], ...licensesWords[language] }
    test.use({ locale: words.locale })

    test('the article\'s links lead to the pages, which speak its words for the visit', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      for (const [id, path] of [[home, '/'], [users, '/users'], [licenses, '/licenses']] as const) {
        await page.goto(`/fwlink/p/?linkid=${id}`)
        await expect(page).toHaveURL((url) => url.pathname === path && url.searchParams.get('cloud') === cloud)
      }
      await openProduct(page, PRODUCT)
      await expect(page).toHaveURL(new RegExp(`cloud=${cloud}`))
      const notice = page.getByText(words.notice(words.clouds[cloud], words.clouds.worldwide))
      if (cloud === 'worldwide') return expect(notice).toHaveCount(0)
      await expect(notice).toBeVisible()
      await page.getByRole('button', { name: words.ownWords }).click()
      await expect(notice).toHaveCount(0)
      await expect(page).not.toHaveURL(/cloud=/)
    })

    test('an organization of it unassigns by the same steps and buttons (CLD-1), and reads its own page names', async ({ page }) => {
      await signIn(page, 'global-admin', '/licenses')
      await changeSettings(page, { cloud })
      try {
        await page.goto('/licenses')
        await page.getByRole('button', { name: words.help, exact: true }).click()
        await expect(page.getByRole('link', { name: `/fwlink/p/?linkid=${licenses}` })).toBeVisible()
        await expect(page.getByRole('heading', { name: words.clouds[cloud] })).toBeVisible()
        await page.keyboard.press('Escape')

        const table = await openProduct(page, PRODUCT)
        await selectRows(table, words, 1)
        await page.getByRole('button', { name: words.unassignLicenses }).click()
        const box = page.getByRole('dialog', { name: words.unassignLicenses })
        await box.getByRole('button', { name: words.unassign(1) }).click()
        await expect(box.getByRole('group', { name: words.nextStep })).toContainText(subscriptions)
        await box.getByRole('button', { name: words.undo }).click()
        const undo = page.getByRole('dialog', { name: words.undo })
        await undo.getByRole('button', { name: words.undoFor(1) }).click()
        await expect(undo.getByText(words.summary(1))).toBeVisible()
        await undo.getByRole('button', { name: words.done }).click()
      } finally {
        await changeSettings(page, { cloud: 'worldwide' })
      }
    })

    test('offers the services that it has (CLD-4)', async ({ page }) => {
      await signIn(page, 'license-admin', `/licenses?cloud=${cloud}`)
      const table = await openProduct(page, PRODUCT)
      await table.getByRole('link').first().click()
      const teams = page.getByRole('dialog').getByRole('switch', { name: 'Microsoft Teams', exact: true })
      const mail = page.getByRole('dialog').getByRole('switch', { name: /^Exchange Online/ })
      await expect(mail).toBeChecked()
      if (cloud !== '21vianet') return expect(teams).toBeChecked()
      await expect(teams).not.toBeChecked()
      await expect(teams).toBeDisabled()
      await expect(teams).toHaveAccessibleDescription(words.notHere(words.clouds[cloud]))
    })
  })
}
