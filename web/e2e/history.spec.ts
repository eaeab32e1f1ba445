import { expect, test } from '@playwright/test'
import { downloaded, unassignFrom } from './history-steps'
import { pastWords } from './history-words'
import { signIn } from './sign-in'
import { confirmUndo } from './steps'
import { languages } from './words'

for (const [language, common] of Object.entries(languages)) {
  const words = { ...common, ...pastWords[language as keyof typeof pastWords] }

  test.describe(`History > Changes in ${language} (25.26)`, () => {
    test.use({ locale: words.locale })

    test('shows a change with its people, before and after, and takes it back from there', async ({ page }) => {
      await signIn(page, 'license-admin', '/licenses')
      const [name] = await unassignFrom(page, words, 1)
      await page.getByRole('navigation').getByRole('link', { name: words.changes }).click()
      await expect(page.getByRole('heading', { level: 1, name: words.changes })).toBeVisible()

      // The same calls of another run may be folded with it: then the newest is the first inside.
      const table = page.getByRole('table')
      const first = table.getByRole('row').nth(1)
      await expect(first).toBeVisible()
      const fold = first.getByRole('button', { name: words.folded })
      if (await fold.count() > 0) await fold.click()
      await table.getByRole('link', { name: words.unassigned, exact: true }).first().click()
      const pane = page.getByRole('dialog', { name: words.unassigned })
      const person = pane.getByRole('region', { name: words.byPerson }).getByRole('listitem').filter({ hasText: name })
      await expect(person.getByRole('cell', { name: words.notAssigned })).toBeVisible()

      const csv = await downloaded(page, () => pane.getByRole('button', { name: words.exportPeople }).click())
      expect(csv).toContain('userPrincipalName')
      expect(csv).toContain(name)
      expect(csv).toContain('removed')

      const set = page.url()
      await pane.getByRole('button', { name: words.undo }).click()
      await confirmUndo(page, words, 1)
      const undo = pane.getByRole('button', { name: words.undo })
      await expect(undo).toBeDisabled()
      await expect(undo).toHaveAccessibleDescription(words.alreadyUndone)
      await pane.getByRole('link', { name: words.undoneBy }).click()
      await expect(page).not.toHaveURL(set)
      await page.goto(set)
      await expect(pane.getByRole('link', { name: words.undoneBy })).toBeVisible()
      await pane.getByRole('button', { name: words.close }).click()
      await expect(table.getByText(words.undone).filter({ visible: true }).first()).toBeVisible()
    })
  })
}

test.describe('History > Changes, its filters, in Chinese', () => {
  const words = { ...languages['zh-Hans'], ...pastWords['zh-Hans'] }
  test.use({ locale: words.locale })

  test('narrow the list from the address, are removed as chips, and the list is exported', async ({ page }) => {
    await signIn(page, 'global-reader', '/history')
    const filters = page.getByRole('group', { name: '筛选' })
    await filters.getByRole('button', { name: words.through, exact: true }).click()
    await page.getByRole('radio', { name: words.face }).check()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/face=adminCenter/)
    await page.goto('/history?from=2030-01-01')
    await expect(page.getByRole('heading', { level: 2, name: words.noChange })).toBeVisible()
    await page.getByRole('button', { name: words.clear }).click()
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    await page.goto('/history?face=system')
    await filters.getByRole('button', { name: words.removeThrough }).click()
    await expect(page).toHaveURL((url) => !url.search.includes('face'))
    const csv = await downloaded(page, () => page.getByRole('button', { name: words.export, exact: true }).click())
    expect(csv.split('\r\n')[0]).toContain('createdDateTime,kind')
  })

  test('one person is chosen by keyboard', async ({ page }) => {
    await signIn(page, 'global-reader', '/users')
    const link = page.getByRole('table').getByRole('link').first()
    const name = await link.innerText()
    await page.goto('/history')
    await page.getByRole('button', { name: words.person, exact: true }).click()
    const search = page.getByRole('combobox', { name: words.person })
    await expect(search).toBeFocused()
    await page.keyboard.type(name)
    await expect(page.getByRole('option', { name })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/user=[0-9a-f-]{36}/)
    await expect(page.getByRole('button', { name: new RegExp(`${words.person}.*${name}`) })).toBeVisible()
  })
})

test.describe('History > Changes, refused', () => {
  const words = { ...languages.en, ...pastWords.en }

  test('a Global reader may look but not undo, and reads who may', async ({ page }) => {
    await signIn(page, 'license-admin', '/licenses')
    const [name] = await unassignFrom(page, words, 1)
    await page.context().clearCookies()
    await signIn(page, 'global-reader', '/history?face=adminCenter')
    const fold = page.getByRole('row').nth(1).getByRole('button', { name: words.folded })
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    if (await fold.count() > 0) await fold.click()
    await page.getByRole('table').getByRole('link', { name: words.unassigned, exact: true }).first().click()
    const pane = page.getByRole('dialog', { name: words.unassigned })
    await expect(pane.getByRole('link', { name, exact: true })).toBeVisible()
    await expect(pane.getByRole('button', { name: words.undo })).toBeDisabled()
    await expect(pane.getByRole('button', { name: words.undo })).toHaveAccessibleDescription(words.needsRole)

    const set = new URL(page.url())
    await page.context().clearCookies()
    await signIn(page, 'license-admin', set.pathname + set.search)
    await pane.getByRole('button', { name: words.undo }).click()
    await confirmUndo(page, words, 1)
  })

  test('a Reports reader may read the audit but not the history (25.25)', async ({ page }) => {
    await signIn(page, 'reports-reader', '/history')
    await expect(page.getByRole('heading', { level: 2, name: words.denied })).toBeVisible()
    await page.getByRole('navigation').getByRole('link', { name: words.audit }).click()
    await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  })
})
