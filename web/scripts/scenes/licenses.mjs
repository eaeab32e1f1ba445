// Billing > Licenses, the clouds and My licences.
import { as, button, open, sceneIn } from './steps.mjs'

const E3 = 'Office 365 E3'
const words = {
  en: {
    assign: 'Assign licenses', people: 'People', next: 'Assign', turn: 'Turn apps and services on or off', whatWillHappen: 'What will happen', confirm: /^Assign \d/,
    result: 'Result per person', undo: 'Undo', save: 'Save', selectPage: 'Select everyone on this page', everyone: /^Select all \d+ who hold/, help: 'Help', selfService: 'Self-service',
  },
  'zh-Hans': {
    assign: '分配许可证', people: '人员', next: '分配', turn: '打开或关闭应用和服务', whatWillHappen: '将发生的情况', confirm: /^分配 \d/,
    result: '每个人的结果', undo: '撤消', save: '保存', selectPage: '选择此页上的所有人', everyone: /^选择拥有此产品的全部/, help: '帮助', selfService: '自助购买',
  },
}
const scene = sceneIn(words)

const product = async (page, name = E3, query = '') => {
  await open(page, `/licenses${query}`)
  await page.getByRole('table').getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('table').getByRole('link').first().waitFor()
}
const pick = async (page, w, ...names) => {
  await button(page, w.assign).first().click()
  const box = page.getByRole('dialog').getByRole('combobox', { name: w.people })
  await box.waitFor()
  for (const name of names) {
    await box.pressSequentially(name)
    await page.getByRole('option', { name }).first().click()
  }
}
const apps = async (page) => {
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('switch').nth(2).waitFor()
}
/** What the server would say if fewer licences were owned than are assigned. */
const conflict = (page) => page.route(/\/reseat\/v1\/products(\/|\?|$)(?!.*users)/, async (route) => {
  const answer = await route.fetch()
  const body = await answer.json()
  const cut = (row) => (row.skuPartNumber === 'ENTERPRISEPACK' ? { ...row, inConflict: true, excess: 3, total: 80, available: 0 } : row)
  await route.fulfill({ response: answer, json: body.value ? { ...body, value: body.value.map(cut) } : cut(body) })
})

export const scenes = [
  scene('licenses-conflict', async (page) => { await conflict(page); await open(page, '/licenses'); await page.getByRole('link', { name: E3 }).waitFor() }),
  scene('licenses-help', async (page, w) => { await open(page, '/licenses'); await button(page, w.help).click() }),
  scene('licenses-cloud-germany', (page) => open(page, '/licenses?cloud=germany')),
  scene('product-conflict', async (page) => { await conflict(page); await product(page) }),
  scene('product-self-service', async (page) => {
    await open(page, '/licenses?filter=selfService')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('region').first().waitFor()
  }),
  scene('product-everyone', async (page, w) => {
    await product(page)
    await page.getByRole('checkbox', { name: w.selectPage }).check()
    await button(page, w.everyone).click()
  }),
  scene('assign-empty', async (page, w) => { await product(page); await pick(page, w) }),
  scene('assign-search', async (page, w) => {
    await product(page)
    await pick(page, w, 'Denise')
    await page.getByRole('dialog').getByRole('combobox', { name: w.people }).pressSequentially('an')
    await page.getByRole('option').nth(3).waitFor()
  }),
  scene('assign-apps', async (page, w) => { await product(page); await pick(page, w, 'Ute', 'Denise'); await page.getByText(w.turn).click() }),
  scene('assign-preview', async (page, w) => {
    await product(page)
    await pick(page, w, 'Denise', 'Ananya', 'Ute')
    await page.getByRole('dialog').getByRole('button', { name: w.next, exact: true }).click()
    await page.getByRole('heading', { name: w.whatWillHappen, exact: true }).waitFor()
  }),
  scene('assign-result', async (page, w) => {
    await product(page)
    await pick(page, w, 'Ananya', 'Ute')
    await page.getByRole('dialog').getByRole('button', { name: w.next, exact: true }).click()
    await button(page, w.confirm).or(page.getByRole('dialog').getByRole('button', { name: w.next, exact: true })).first().waitFor()
    if (await button(page, w.confirm).isVisible()) {
      await button(page, w.confirm).click()
      await page.getByRole('region', { name: w.result }).waitFor()
    }
  }),
  scene('assign-no-seats', async (page, w) => { await product(page, w.next === 'Assign' ? 'Visio Plan 2' : 'Visio 计划 2'); await pick(page, w, 'Ute') }),
  scene('apps', async (page) => { await product(page); await apps(page) }),
  scene('apps-vianet', async (page) => { await product(page, E3, '?cloud=21vianet'); await apps(page) }),
  scene('apps-preview', async (page, w) => {
    await product(page)
    await apps(page)
    await page.getByRole('switch', { name: /^Exchange Online/ }).click()
    await button(page, w.save).click()
    await page.getByRole('heading', { name: w.whatWillHappen, exact: true }).waitFor()
  }),
  scene('apps-self-service', async (page) => {
    await open(page, '/licenses?filter=selfService')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('region').first().getByRole('link').first().click()
    await page.getByRole('dialog').getByRole('switch').first().waitFor()
  }),
  scene('my-licenses', (page) => as(page, 'callum.patel', '/my-licenses', async () => { await page.locator('summary').first().click() })),
  scene('my-licenses-other-page', (page) => as(page, 'callum.patel', '/users')),
]
