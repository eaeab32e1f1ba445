// What the scenes of every page share.

/** Signs in with the suggested account of a role, if nobody is signed in, and opens a page. */
export async function open(page, path, account = 'license-admin@') {
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  const hint = page.getByRole('button', { name: account }).first()
  if (await hint.isVisible()) await hint.click()
  await page.getByRole('main').waitFor()
  await page.getByRole('table').or(page.getByRole('dialog')).first().waitFor()
  // Menus and rows come after the frame: a picture wants the page as it stays.
  await page.waitForLoadState('networkidle')
}

/** Signs in as someone else for one scene, and leaves nobody signed in for the next. */
export async function as(page, account, path, look) {
  await page.context().clearCookies()
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name: `${account}@` }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look?.(page)
  // Answers and fonts are on their way still: a picture wants the page as it stays.
  await page.waitForLoadState('networkidle')
  await page.context().clearCookies()
}

export const button = (page, name) => page.getByRole('button', { name })

/** A scene of a page: its name, and how to reach it in a language. */
export const sceneIn = (words) => (name, run) => ({ name, run: (page, language) => run(page, words[language]) })
