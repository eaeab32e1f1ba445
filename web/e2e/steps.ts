import { expect, type Locator, type Page } from '@playwright/test'
import type { Words } from './words'

export const PRODUCT = 'Office 365 E3'

/** From Billing > Licenses to the people who hold a product. */
export async function openProduct(page: Page, name: string): Promise<Locator> {
  await page.getByRole('table').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const table = page.getByRole('table')
  await expect(table.getByRole('checkbox').nth(1)).toBeVisible()
  return table
}

/** Ticks the first rows and says whose they are. */
export async function selectRows(table: Locator, words: Words, count: number): Promise<string[]> {
  const boxes = table.getByRole('checkbox', { name: words.selectRow })
  const names: string[] = []
  for (let index = 0; index < count; index += 1) {
    const box = boxes.nth(index)
    await box.check()
    const label = (await box.getAttribute('aria-label')) ?? ''
    names.push(label.slice(label.indexOf(' ') + 1))
  }
  return names
}

/** Confirms the Undo that is open, sees its result and closes it. */
export async function confirmUndo(page: Page, words: Words, count: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: words.undo })
  await dialog.getByRole('button', { name: words.undoFor(count) }).click()
  await expect(dialog.getByText(words.summary(count))).toBeVisible()
  await dialog.getByRole('button', { name: words.done }).click()
  await expect(dialog).toBeHidden()
}
