// The pages and states of which pictures are taken, reached by role and label like a person would.
import { button, open, sceneIn } from './steps.mjs'

const words = {
  en: {
    signIn: 'Sign in', e3: 'Office 365 E3', unassign: 'Unassign licenses', confirm: /^Unassign \d/, manage: 'Manage product licenses',
    all: /^Unassign all/, whatWillHappen: 'What will happen', tab: 'Licenses and apps', data: 'Mail and files', done: 'Done',
    counted: 'How is this counted?', selfService: 'Self-service', result: 'Result per person', save: 'Save changes', select: /^Select (?!everyone)/,
    openNavigation: 'Open navigation', clock: /^Simulated clock/, settings: 'Language and theme', undo: 'Undo', undoConfirm: /^Undo for/, asJob: 'Run as bulk job', jobs: /^Jobs|jobs? in progress/,
  },
  'zh-Hans': {
    signIn: '登录', e3: 'Office 365 E3', unassign: '取消分配许可证', confirm: /^取消分配 \d/, manage: '管理产品许可证',
    all: /^取消分配所有/, whatWillHappen: '将发生的情况', tab: '许可证和应用', data: '邮件和文件', done: '完成',
    counted: '如何计算？', selfService: '自助购买', result: '每个人的结果', save: '保存更改', select: /^选择 (?!此页)/,
    openNavigation: '打开导航', clock: /^模拟时钟/, settings: '语言和主题', undo: '撤消', undoConfirm: /^撤消 \d/, asJob: '作为批量作业运行', jobs: /作业/,
  },
}

const someRows = async (page, w, count) => {
  const boxes = page.getByRole('checkbox', { name: w.select })
  await boxes.first().waitFor()
  for (let index = 0; index < count; index += 1) await boxes.nth(index).check()
}
/** People who hold the product directly, so that unassigning does something. */
const directRows = async (page, count) => {
  const rows = page.getByRole('row').filter({ hasText: /Directly|直接/ }).filter({ hasNotText: /Group |组“/ })
  await rows.first().waitFor()
  for (let index = 0; index < count; index += 1) await rows.nth(index).getByRole('checkbox').check()
}
const product = async (page, w, account) => {
  await open(page, '/licenses', account)
  await page.getByRole('link', { name: w.e3 }).click()
  // The list of products has links, too.
  await page.getByRole('heading', { level: 1, name: w.e3 }).waitFor()
  await page.getByRole('table').getByRole('link').first().waitFor()
}

const scene = sceneIn(words)

export const scenes = [
  scene('signed-out', async (page, w) => { await page.goto('/licenses'); await page.getByRole('link', { name: w.signIn }).waitFor() }),
  scene('licenses', (page) => open(page, '/licenses')),
  scene('licenses-self-service', async (page, w) => { await open(page, '/licenses'); await button(page, w.selfService).click(); await page.waitForLoadState('networkidle') }),
  scene('product', product),
  scene('product-counted', async (page, w) => { await product(page, w); await button(page, w.counted).click() }),
  scene('product-selected', async (page, w) => { await product(page, w); await someRows(page, w, 4) }),
  scene('product-too-many', async (page, w) => { await product(page, w); await someRows(page, w, 21) }),
  scene('product-preview', async (page, w) => {
    await product(page, w)
    await someRows(page, w, 8)
    await button(page, w.unassign).click()
    await page.getByRole('dialog').getByRole('heading', { name: w.whatWillHappen, exact: true }).waitFor()
  }),
  scene('product-result', async (page, w) => {
    await product(page, w)
    await directRows(page, 3)
    await button(page, w.unassign).click()
    await button(page, w.confirm).click()
    await page.getByRole('region', { name: w.result }).waitFor()
  }),
  scene('undo', async (page, w) => {
    await product(page, w)
    await directRows(page, 1)
    await button(page, w.unassign).click()
    await button(page, w.confirm).click()
    await button(page, w.undo).click()
    await button(page, w.undoConfirm).click()
    await page.getByRole('region', { name: w.result }).waitFor()
  }),
  scene('toast', async (page, w) => {
    await product(page, w)
    await directRows(page, 1)
    await button(page, w.unassign).click()
    await button(page, w.confirm).click()
    await button(page, w.done).click()
    await button(page, w.undo).waitFor()
    // The toast glides in; a picture wants it at rest.
    await page.waitForTimeout(500)
  }),
  scene('job', async (page, w) => {
    await product(page, w)
    await someRows(page, w, 21)
    await button(page, w.asJob).click()
    await button(page, w.confirm).click()
    await page.getByRole('region', { name: w.result }).getByRole('listitem').first().waitFor()
  }),
  scene('jobs', async (page, w) => { await open(page, '/licenses'); await button(page, w.jobs).click() }),
  scene('users', (page) => open(page, '/users')),
  scene('users-filtered', (page) => open(page, '/users?filter=disabled')),
  scene('users-nobody', async (page) => { await open(page, '/licenses'); await page.goto('/users?q=zzz'); await page.getByRole('heading', { level: 2 }).waitFor() }),
  scene('users-error', async (page) => {
    await open(page, '/licenses')
    await page.route(/\/reseat\/v1\/people\?/, (route) => route.fulfill({
      status: 503, contentType: 'application/json',
      json: { error: { code: 'serviceNotAvailable', message: 'The store cannot be reached.', innerError: { 'request-id': 'c1f0a7d2-5b7e-4d5c-9a53-0d6c1e8b2f44' } } },
    }))
    await page.goto('/users')
    await page.getByRole('alert').waitFor()
  }),
  scene('person-account', async (page) => { await open(page, '/users'); await page.getByRole('table').getByRole('link').nth(3).click(); await page.getByRole('tabpanel').waitFor() }),
  scene('person-licenses', async (page, w) => {
    await open(page, '/users')
    await page.getByRole('table').getByRole('link').nth(3).click()
    await page.getByRole('tab', { name: w.tab }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  }),
  scene('person-data', async (page, w) => {
    await open(page, '/users')
    await page.getByRole('table').getByRole('link').nth(3).click()
    await page.getByRole('tab', { name: w.data }).click()
  }),
  scene('person-save', async (page, w) => {
    await open(page, '/users')
    await page.getByRole('table').getByRole('link').nth(3).click()
    await page.getByRole('tab', { name: w.tab }).click()
    await page.locator('[role=dialog] input[type=checkbox]:checked:enabled').first().uncheck()
    await button(page, w.save).click()
    await page.getByRole('heading', { name: w.whatWillHappen, exact: true }).waitFor()
  }),
  scene('manage', async (page, w) => {
    await open(page, '/users')
    await someRows(page, w, 6)
    await button(page, w.manage).click()
    await page.getByRole('radio', { name: w.all }).check()
    await page.getByRole('heading', { name: w.whatWillHappen, exact: true }).waitFor()
  }),
  scene('denied', async (page, w) => { await page.context().clearCookies(); await product(page, w, 'billing-admin@'); await page.context().clearCookies() }),
  scene('clock', async (page, w) => { await open(page, '/licenses'); await button(page, w.clock).click() }),
  scene('settings', async (page, w) => { await open(page, '/licenses'); await button(page, w.settings).click(); await page.getByRole('radio').first().waitFor() }),
]
