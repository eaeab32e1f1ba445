import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { licensesWords } from './licenses-words'
import { signIn } from './sign-in'
import { confirmUndo, openProduct, PRODUCT } from './steps'
import { languages } from './words'

test.describe('Billing > Licenses, in zh-Hans', () => {
  const words = { ...languages['zh-Hans'], ...licensesWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('exports everyone who holds a product, for a spreadsheet (UNA-16)', async ({ page }) => {
    await signIn(page, 'global-reader', '/licenses')
    await openProduct(page, PRODUCT)
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: words.export }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toBe('ENTERPRISEPACK.csv')
    const text = await readFile(await download.path(), 'utf8')
    const [header, ...lines] = text.trimEnd().split('\r\n')
    expect(header).toBe(`\uFEFF${words.header}`)
    await expect(page.getByText(words.exported(lines.length))).toBeVisible()
    expect(lines.find((line) => line.includes('felix.brandt@'))).toMatch(/,直接,.*Sway/)
  })
})

test.describe('the users of a product, in zh-Hans', () => {
  const words = { ...languages['zh-Hans'], ...licensesWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('are put in order by name and by sign-in name, both ways; the address keeps it', async ({ page }) => {
    await signIn(page, 'global-reader', '/licenses')
    const table = await openProduct(page, PRODUCT)
    const first = table.getByRole('link').first()
    const header = (name: string) => table.getByRole('columnheader', { name, exact: true })
    const lowest = await first.innerText()
    await expect(header(words.person)).toHaveAttribute('aria-sort', 'ascending')
    await header(words.person).getByRole('button').click()
    await expect(header(words.person)).toHaveAttribute('aria-sort', 'descending')
    await expect(first).not.toHaveText(lowest)
    await header(words.upn).getByRole('button').click()
    await expect(header(words.upn)).toHaveAttribute('aria-sort', 'ascending')
    const names = table.getByRole('row').filter({ has: page.getByRole('checkbox') }).getByText(/@larkfield\.example$/)
    await expect(async () => {
      const shown = await names.allInnerTexts()
      expect(shown.length).toBeGreaterThan(20)
      expect(shown).toEqual([...shown].sort())
    }).toPass()
    await page.reload()
    await expect(header(words.upn)).toHaveAttribute('aria-sort', 'ascending')
  })
})

test.describe('Billing > Licenses, in en', () => {
  const words = { ...languages.en, ...licensesWords.en }
  test.use({ locale: words.locale })

  test('the Status column is there only when there is a conflict, and leads to the ways out (CON-2, CON-3)', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    await expect(page.getByRole('link', { name: PRODUCT })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: words.status })).toHaveCount(0)

    // What the server says of a subscription that was cut below what is assigned; the demo has none.
    await page.route(/\/reseat\/v1\/products(\/|\?|$)(?!.*users)/, async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as { value?: object[]; skuPartNumber?: string }
      const cut = (row: { skuPartNumber?: string }) => (row.skuPartNumber === 'ENTERPRISEPACK' ? { ...row, inConflict: true, excess: 3, total: 80, available: 0 } : row)
      await route.fulfill({ response: answer, json: body.value ? { ...body, value: body.value.map(cut) } : cut(body) })
    })
    await page.reload()
    await expect(page.getByRole('columnheader', { name: words.status })).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: words.conflict })
    await expect(row).toContainText(PRODUCT)
    await row.getByRole('link', { name: words.ways }).click()
    await expect(page.getByText(words.wayOut)).toBeVisible()
  })

  test('everyone who holds a product is unassigned by a bulk job that goes on when the page is left', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const table = await openProduct(page, PRODUCT)
    const total = Number(/of (\d+)/.exec(await page.getByText(/^1–50 of \d+$/).innerText())![1])
    await table.getByRole('checkbox', { name: words.selectPage }).check()
    await page.getByRole('button', { name: words.everyone(total) }).click()
    await expect(page.getByText(words.selected(total))).toBeVisible()
    await expect(page.getByRole('button', { name: words.unassignLicenses })).toHaveAccessibleDescription(words.atMost20)
    await page.getByRole('button', { name: words.asJob }).click()
    const box = page.getByRole('dialog', { name: words.unassignLicenses })
    const confirm = box.getByRole('button', { name: words.unassignSome })
    const count = Number(/\d+/.exec(await confirm.innerText())![0])
    expect(count).toBeGreaterThan(50)
    await confirm.click()
    await expect(box.getByText(words.jobOf(total))).toBeVisible()

    await page.goto('/users')
    await page.getByRole('button', { name: words.jobs }).click()
    await page.getByRole('button', { name: new RegExp(words.jobOf(total)) }).first().click()
    const job = page.getByRole('dialog', { name: words.job })
    await expect(job.getByRole('region', { name: words.result }).getByText(words.jobFinished)).toBeVisible()
    await job.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, count)
  })

  test('everyone who matches a search can be selected, also those on other pages', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const table = await openProduct(page, 'Microsoft 365 E3')
    await expect(page.getByText(/^1–50 of \d+$/)).toBeVisible()
    // Answers of ten people each, as a search of a large organization would have more than a page.
    await page.route(/\/users\?.*search=/, async (route) => {
      const url = new URL(route.request().url())
      if (url.searchParams.get('$top') === '50') url.searchParams.set('$top', '2')
      await route.continue({ url: url.toString() })
    })
    await page.getByRole('searchbox', { name: words.search }).fill('ma')
    await expect(table.getByRole('checkbox', { name: words.selectRow })).toHaveCount(2)
    await table.getByRole('checkbox', { name: words.selectPage }).check()
    const all = page.getByRole('button', { name: /^Select all \d+ who match$/ })
    const total = Number(/\d+/.exec(await all.innerText())![0])
    expect(total).toBeGreaterThan(2)
    await all.click()
    await expect(page.getByText(words.selected(total))).toBeVisible()
  })

  test('after unassigning, the next step opens Assign licenses for the free seats (UNA-6)', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const table = await openProduct(page, PRODUCT)
    const row = table.getByRole('row').filter({ hasText: 'Directly' }).first()
    const name = await row.getByRole('link').innerText()
    await row.getByRole('checkbox').check()
    await page.getByRole('button', { name: words.unassignLicenses }).click()
    const box = page.getByRole('dialog', { name: words.unassignLicenses })
    await box.getByRole('button', { name: words.unassign(1) }).click()
    const next = box.getByRole('group', { name: words.nextStep })
    await expect(next.getByText(/Global admin or Billing admin takes under Billing > Your products/)).toBeVisible()
    await next.getByRole('button', { name: words.assign }).click()
    const pane = page.getByRole('dialog', { name: words.pane })
    await expect(pane).toBeVisible()
    await expect(page.getByText('Unassigned Office 365 E3 from 1 person.', { exact: true })).toBeVisible()
    await pane.getByRole('combobox', { name: words.people }).pressSequentially(name)
    await page.getByRole('option', { name }).click()
    await pane.getByRole('button', { name: words.button, exact: true }).click()
    await pane.getByRole('button', { name: words.assignSome(1) }).click()
    await expect(pane.getByText(words.summary(1))).toBeVisible()
  })
})
