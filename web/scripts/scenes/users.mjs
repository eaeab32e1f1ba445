// Active users: the list, what opens beside it, and one person.
import { Buffer } from 'node:buffer'
import { button, sceneIn } from './steps.mjs'

const words = {
  en: {
    select: /^Select (?!everyone)/, page: 'Select everyone on this page', filter: 'Add filter', columns: 'Columns', views: 'Views', save: 'Save this view', more: 'More commands',
    add: 'Add a user', importing: 'Import users', export: 'Export users', manage: 'Manage product licenses', assignMore: /^Assign more/, replace: /^Replace/, preview: 'See what will happen',
    happen: 'What will happen', saveChanges: 'Save changes', result: 'Result per person', apps: 'Turn apps and services on or off', power: 'Power BI Pro', location: 'Usage location', setLocation: 'Set usage location',
    block: 'Block sign-in', blockConfirm: /^Block sign-in for/, reset: 'Reset password', copy: 'Copy licenses to', who: 'Who gets the licenses', first: 'First name', last: 'Last name', upn: 'Sign-in name', licenses: 'Licenses and apps', edit: 'Edit', once: /shown only now/,
  },
  'zh-Hans': {
    select: /^选择 (?!此页)/, page: '选择此页上的所有人', filter: '添加筛选', columns: '列', views: '视图', save: '保存此视图', more: '更多命令',
    add: '添加用户', importing: '导入用户', export: '导出用户', manage: '管理产品许可证', assignMore: /^分配更多/, replace: /^替换/, preview: '查看将发生的情况',
    happen: '将发生的情况', saveChanges: '保存更改', result: '每个人的结果', apps: '打开或关闭应用和服务', power: 'Power BI Pro', location: '使用位置', setLocation: '设置使用位置',
    block: '阻止登录', blockConfirm: /^阻止 \d+ 人登录/, reset: '重置密码', copy: '复制许可证到其他人', who: '谁获得许可证', first: '名字', last: '姓氏', upn: '登录名', licenses: '许可证和应用', edit: '编辑', once: /只显示这一次/,
  },
}

const scene = sceneIn(words)
const dialog = (page) => page.getByRole('dialog').last()

/** Opens a page of Active users as someone who may change people. */
async function users(page, path = '/users') {
  await page.context().clearCookies()
  await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name: 'global-admin@' }).first().click()
  // Not by role: a pane that the address opens hides the list from those who ask by role.
  await page.locator('table a').first().waitFor()
}
const tick = async (page, w, count) => {
  for (let index = 0; index < count; index += 1) await page.getByRole('checkbox', { name: w.select }).nth(index).check()
}
/** A command, wherever it stands: in the bar or behind "More commands". */
const command = async (page, w, name) => {
  const direct = page.getByRole('main').getByRole('button', { name, exact: true })
  if (await direct.isVisible()) return direct.click()
  await button(page, w.more).click()
  return page.getByRole('menuitem', { name }).first().click()
}
const people = (look, path) => async (page, w) => { await users(page, path); await look(page, w) }
const person = (tab, look) => async (page, w) => {
  await users(page, '/users?q=an')
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('tabpanel').waitFor()
  if (tab) await page.getByRole('tab').nth(tab).click()
  await page.waitForLoadState('networkidle')
  await look?.(page, w)
}
const manage = (option, look) => people(async (page, w) => {
  await tick(page, w, 3)
  await command(page, w, w.manage)
  await page.getByRole('radio', { name: w[option] }).check()
  await dialog(page).getByRole('checkbox').first().waitFor()
  await dialog(page).getByRole('checkbox', { name: w.power }).check()
  await look(page, w)
}, '/users?filter=licensed')
const preview = async (page, w) => { await button(page, w.preview).click(); await page.getByRole('heading', { name: w.happen }).waitFor() }
const CSV = 'Username,Display name,Usage location\nscene.one,Scene One,DE\nscene.two,,XX\nscene.one,Again,DE\n'
const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) }

export const scenes = [
  scene('users-combined', people(async () => {}, '/users?filter=licensed,disabled&location=DE&department=Sales')),
  scene('users-add-filter', people((page, w) => button(page, w.filter).click())),
  scene('users-columns', people((page, w) => page.getByRole('button', { name: w.columns, exact: true }).click())),
  scene('users-save-view', people(async (page, w) => { await button(page, w.views).click(); await page.getByRole('menuitem', { name: w.save }).click(); await dialog(page).waitFor() }, '/users?filter=disabled')),
  scene('users-everyone', people((page, w) => page.getByRole('checkbox', { name: w.page }).check())),
  scene('users-more', people(async (page, w) => { await tick(page, w, 2); await button(page, w.more).click() })),
  scene('users-add', people((page) => dialog(page).getByRole('checkbox').nth(1).waitFor(), '/users?pane=add')),
  scene('users-import', people((page) => dialog(page).waitFor(), '/users?pane=import')),
  scene('users-import-dry-run', people(async (page) => { await dialog(page).locator('input[type=file]').setInputFiles(file); await dialog(page).getByRole('table').first().waitFor() }, '/users?pane=import')),
  scene('users-export', people((page) => dialog(page).waitFor(), '/users?pane=export')),
  scene('users-assign-more', manage('assignMore', (page, w) => page.getByText(w.apps).click())),
  scene('users-assign-more-preview', manage('assignMore', preview)),
  scene('users-replace-preview', manage('replace', preview)),
  scene('users-location', people(async (page, w) => { await tick(page, w, 3); await command(page, w, w.setLocation); await dialog(page).waitFor() })),
  scene('users-block', people(async (page, w) => { await tick(page, w, 3); await command(page, w, w.block); await dialog(page).waitFor() })),
  scene('users-password', people(async (page, w) => { await tick(page, w, 1); await command(page, w, w.reset); await dialog(page).waitFor() })),
  scene('users-password-done', people(async (page, w) => {
    await tick(page, w, 1)
    await command(page, w, w.reset)
    await dialog(page).getByRole('button', { name: w.reset }).click()
    await page.getByText(w.once).waitFor()
  }, '/users?filter=unlicensed')),
  scene('users-copy', people(async (page, w) => {
    await tick(page, w, 1)
    await command(page, w, w.copy)
    await page.getByRole('combobox', { name: w.who }).pressSequentially('an')
    await page.getByRole('option').nth(1).click()
  }, '/users?filter=licensed')),
  scene('person-account-actions', person(0)),
  scene('person-edit', person(0, (page, w) => button(page, w.edit).click())),
  scene('person-licenses-copy', person(1)),
  scene('person-roles', person(3)),
  scene('person-changes', person(4)),
]
