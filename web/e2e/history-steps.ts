import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { openProduct, PRODUCT, selectRows } from './steps'
import type { Words } from './words'

/** Takes the product from the first people who hold it, as the article has it, and says from whom. */
export async function unassignFrom(page: Page, words: Words, count: number): Promise<string[]> {
  await page.goto('/licenses')
  const names = await selectRows(await openProduct(page, PRODUCT), words, count)
  await page.getByRole('button', { name: words.unassignLicenses }).click()
  const box = page.getByRole('dialog', { name: words.unassignLicenses })
  await box.getByRole('button', { name: words.unassign(count) }).click()
  await expect(box.getByRole('region', { name: words.result }).getByText(words.summary(count))).toBeVisible()
  await box.getByRole('button', { name: words.done }).click()
  await expect(box).toBeHidden()
  return names
}

/** A name as part of a pattern. */
export const anyOf = (names: readonly string[]): RegExp => new RegExp(`^(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`)

/** What a download holds. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
