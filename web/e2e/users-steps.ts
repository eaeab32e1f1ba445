import { expect, type Locator, type Page } from '@playwright/test'
import type { UsersWords } from './users-words'
import { languages } from './words'
import { usersWords } from './users-words'

export const wordsIn = { en: { ...languages.en, ...usersWords.en }, 'zh-Hans': { ...languages['zh-Hans'], ...usersWords['zh-Hans'] } } as const

/** Uses a command, whether it stands in the bar or in the menu behind it. */
export async function command(page: Page, words: UsersWords, name: string): Promise<void> {
  const main = page.getByRole('main')
  const direct = main.getByRole('button', { name, exact: true })
  const more = main.getByRole('button', { name: words.more })
  await expect(direct.or(more).first()).toBeVisible()
  if (await direct.isVisible()) return direct.click()
  await more.click()
  await page.getByRole('menuitem', { name }).click()
}

/** Ticks the row of a person. */
export const tickPerson = (page: Page, name: string): Promise<void> =>
  page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check()

/** A call of the API as whoever the page is signed in as: for taking back what has no Undo. */
export async function callApi(page: Page, method: 'post' | 'patch' | 'delete', path: string, data?: unknown): Promise<void> {
  const session = (await (await page.request.get('/reseat/v1/session')).json()) as { csrfToken: string }
  const answer = await page.request[method](path, { data, headers: { 'X-Reseat-Csrf': session.csrfToken } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Deletes someone whom a test added. */
export const deletePerson = (page: Page, upn: string): Promise<void> => callApi(page, 'delete', `/v1.0/users/${upn}`)

/** Types a name into the picker and takes the result. */
export async function pickPerson(page: Page, pane: Locator, label: string, name: string): Promise<void> {
  const box = pane.getByRole('combobox', { name: label })
  await box.pressSequentially(name)
  await expect(page.getByRole('option', { name })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('listitem').filter({ hasText: name })).toBeVisible()
}

/** The sign-in name in the row of the first people shown. */
export async function firstPeople(page: Page, count: number): Promise<{ name: string; id: string }[]> {
  const links = page.getByRole('table').getByRole('link')
  await expect(links.first()).toBeVisible()
  const people: { name: string; id: string }[] = []
  for (let index = 0; index < count; index += 1) {
    const link = links.nth(index)
    const id = /users\/([0-9a-f-]{36})/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? ''
    people.push({ name: await link.innerText(), id })
  }
  return people
}
