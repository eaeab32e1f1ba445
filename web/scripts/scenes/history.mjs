// Home, the search of the top bar, History and Audit.

const words = {
  en: { search: 'Search', result: 'Result per person', undo: 'Undo', from: 'From', person: 'Person', done: 'Done', confirm: /^Unassign \d/, unassign: 'Unassign licenses', e3: 'Office 365 E3', change: /^(Una|A)ssigned|^Undid/ },
  'zh-Hans': { search: '搜索', result: '每个人的结果', undo: '撤消', from: '从', person: '人员', done: '完成', confirm: /^取消分配 \d/, unassign: '取消分配许可证', e3: 'Office 365 E3', change: /分配.*许可证|^撤消更改/ },
}

async function open(page, path, account = 'global-admin@') {
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  const hint = page.getByRole('button', { name: account }).first()
  if (await hint.isVisible()) await hint.click()
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** Something to see: some people lose a product; of six, not all are refused. */
async function unassign(page, w) {
  await open(page, '/licenses')
  await page.getByRole('link', { name: w.e3 }).click()
  const rows = page.getByRole('row').filter({ hasText: /Directly|直接/ }).filter({ hasNotText: /Group |组“/ })
  await rows.first().waitFor()
  for (let index = 0; index < 6; index += 1) await rows.nth(index).getByRole('checkbox').check()
  await page.getByRole('button', { name: w.unassign }).click()
  await page.getByRole('button', { name: w.confirm }).click()
  await page.getByRole('region', { name: w.result }).waitFor()
}

const searchFor = async (page, w, text) => {
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: w.search }).fill(text)
  await page.getByRole('option').first().waitFor()
  await page.waitForLoadState('networkidle')
}
const scene = (name, run) => ({ name, run: (page, language) => run(page, words[language]) })

export const scenes = [
  scene('home', async (page, w) => { await unassign(page, w); await open(page, '/') }),
  scene('home-below', async (page) => {
    await open(page, '/')
    await page.getByRole('main').evaluate((main) => { main.scrollTop = main.scrollHeight })
  }),
  scene('search', async (page, w) => { await open(page, '/'); await searchFor(page, w, 'a') }),
  scene('search-open', async (page) => { await open(page, '/'); await page.keyboard.press('/'); await page.getByRole('option').first().waitFor() }),
  scene('search-nothing', async (page, w) => {
    await open(page, '/')
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: w.search }).fill('zzzz')
    await page.getByText(/zzzz/).last().waitFor()
  }),
  scene('history', (page) => open(page, '/history')),
  scene('history-unfolded', async (page) => {
    await open(page, '/history?face=adminCenter')
    const fold = page.getByRole('table').getByRole('button').first()
    if (await fold.isVisible()) await fold.click()
  }),
  scene('history-filtered', async (page) => { await open(page, '/history?face=adminCenter&from=2026-03-01&to=2026-12-31') }),
  scene('history-filter', async (page, w) => { await open(page, '/history'); await page.getByRole('button', { name: w.from, exact: true }).click() }),
  scene('history-person', async (page, w) => {
    await open(page, '/history')
    await page.getByRole('button', { name: w.person, exact: true }).click()
    await page.getByRole('combobox', { name: w.person }).fill('an')
    await page.getByRole('option').first().waitFor()
  }),
  scene('history-nothing', (page) => open(page, '/history?from=2030-01-01')),
  scene('change', async (page, w) => {
    await open(page, '/history?face=adminCenter')
    const fold = page.getByRole('table').getByRole('button').first()
    if (await fold.isVisible()) await fold.click()
    await page.getByRole('table').getByRole('link', { name: w.change }).first().click()
    await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  }),
  scene('audit', (page) => open(page, '/audit')),
  scene('audit-filtered', (page) => open(page, '/audit?activity=Change%20user%20license')),
  scene('audit-record', async (page) => {
    await open(page, '/audit')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('table').waitFor()
  }),
  scene('history-denied', async (page) => { await page.context().clearCookies(); await open(page, '/history', 'helpdesk'); await page.context().clearCookies() }),
]
