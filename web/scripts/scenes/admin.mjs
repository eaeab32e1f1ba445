// Roles, settings and applications.
import { as, button, sceneIn } from './steps.mjs'

const words = {
  en: {
    navigation: 'Open navigation', other: 'Role assignments', globalAdmin: 'Global admin', userAdmin: 'User admin', rights: 'What it may do', assign: 'Assign role', search: 'Search by name or sign-in name', remove: /^Remove the role/,
    name: 'Name', zone: 'Time zone', save: 'Save changes', discard: 'Discard unsaved changes?', applications: 'Applications', add: 'Add an application', create: 'Add application',
    month: '+30 days', scripts: 'Larkfield scripts', tools: 'Larkfield tools', details: 'Details', secrets: 'Secrets', permissions: 'Permissions', deletion: 'Delete application', addSecret: 'Add a secret', web: /^Web app/, shown: 'It works until',
  },
  'zh-Hans': {
    navigation: '打开导航', other: '角色分配', globalAdmin: '全局管理员', userAdmin: '用户管理员', rights: '权限', assign: '分配角色', search: '按姓名或登录名搜索', remove: /^删除 .* 的此角色/,
    name: '名称', zone: '时区', save: '保存更改', discard: '放弃未保存的更改？', applications: '应用程序', add: '添加应用程序', create: '添加应用程序',
    month: '+30 天', scripts: 'Larkfield scripts', tools: 'Larkfield tools', details: '详细信息', secrets: '机密', permissions: '权限', deletion: '删除应用程序', addSecret: '添加机密', web: /^网站应用/, shown: '有效期至',
  },
}

const MADE = 'Nightly report'
const scene = sceneIn(words)
const dialog = (page) => page.getByRole('dialog').or(page.getByRole('alertdialog')).last()
const roles = (look, account = 'global-admin', path = '/roles') => (page, w) => as(page, account, path, (there) => look(there, w))
const role = (name, look) => roles(async (page, w) => {
  await page.getByRole('table').getByRole('link', { name: w[name], exact: true }).click()
  await page.getByRole('dialog').getByRole('tab').first().waitFor()
  await look?.(page, w)
})
const settings = (look, account = 'global-admin') => (page, w) => as(page, account, '/settings/organization', (there) => look(there, w))
const applications = (look) => (page, w) => as(page, 'global-admin', '/settings/applications', async (there) => {
  await there.getByRole('table').getByRole('link').first().waitFor()
  await look?.(there, w)
})
const application = (tab, look) => applications(async (page, w) => {
  await page.getByRole('link', { name: w.scripts }).click()
  if (tab) await page.getByRole('tab', { name: w[tab] }).click()
  await look?.(page, w)
})

/** The application of an earlier picture, so that the list of the next one is as it was. */
async function deleteMade(page) {
  const { csrfToken } = await (await page.request.get('/reseat/v1/session')).json()
  const { value } = await (await page.request.get('/v1.0/applications')).json()
  for (const { id } of value.filter(({ displayName }) => displayName === MADE)) {
    await page.request.delete(`/v1.0/applications/${id}`, { headers: { 'X-Reseat-Csrf': csrfToken } })
  }
}

export const scenes = [
  scene('roles', roles((page) => page.getByRole('table').getByRole('link').first().waitFor())),
  scene('roles-matrix', roles((page) => page.getByRole('table').or(page.getByRole('combobox')).first().waitFor(), 'global-admin', '/roles?view=matrix')),
  scene('roles-role', role('globalAdmin')),
  scene('roles-denied', roles(async (page, w) => {
    await page.getByRole('table').getByRole('link', { name: w.userAdmin, exact: true }).click()
    await page.getByRole('dialog').getByRole('tab').first().waitFor()
  }, 'license-admin')),
  scene('roles-rights', role('userAdmin', (page, w) => page.getByRole('tab', { name: w.rights }).last().click())),
  scene('roles-grant', role('userAdmin', async (page, w) => {
    await button(page, w.assign).click()
    await page.getByRole('searchbox', { name: w.search }).last().fill('a')
    await dialog(page).getByRole('checkbox').first().waitFor()
    await dialog(page).getByRole('checkbox', { disabled: false }).first().check()
    // The button takes its color over a moment.
    await page.waitForTimeout(300)
  })),
  scene('roles-take-away', role('globalAdmin', (page, w) => button(page, w.remove).first().click())),
  scene('settings-organization', settings((page, w) => page.getByRole('textbox', { name: w.name }).waitFor())),
  scene('settings-limits', settings((page) => page.getByRole('switch').scrollIntoViewIfNeeded())),
  scene('settings-clock', settings((page, w) => button(page, w.month).scrollIntoViewIfNeeded())),
  scene('settings-reader', settings((page, w) => page.getByRole('textbox', { name: w.name }).waitFor(), 'global-reader')),
  scene('settings-denied', settings((page, w) => button(page, w.month).last().waitFor(), 'license-admin')),
  scene('settings-zone', settings(async (page, w) => {
    await page.getByRole('combobox', { name: w.zone }).clear()
    await page.getByRole('combobox', { name: w.zone }).pressSequentially('shang')
    await page.getByRole('option').first().waitFor()
  })),
  scene('settings-save', settings(async (page, w) => {
    await page.getByRole('textbox', { name: w.name }).fill('Larkfield Optics')
    await page.getByRole('spinbutton').first().fill('25')
    await page.getByRole('switch').check()
    await button(page, w.save).click()
    await dialog(page).waitFor()
  })),
  scene('settings-unsaved', settings(async (page, w) => {
    await page.getByRole('textbox', { name: w.name }).fill('Larkfield Optics')
    if (await button(page, w.navigation).isVisible()) await button(page, w.navigation).click()
    await page.getByRole('link', { name: w.other }).last().click()
    await page.getByRole('alertdialog', { name: w.discard }).waitFor()
  })),
  scene('settings-move-clock', settings(async (page, w) => {
    await button(page, w.month).last().click()
    await dialog(page).getByRole('button').nth(1).waitFor()
  })),
  scene('applications', applications()),
  scene('application-use', application()),
  scene('application-secrets', application('secrets')),
  scene('application-details', applications(async (page, w) => {
    await page.getByRole('link', { name: w.tools }).click()
    await page.getByRole('tab', { name: w.details }).click()
    await page.getByRole('dialog').getByRole('textbox').last().fill('https://tools.larkfield.example/signed-in')
    await button(page, w.save).click()
    await dialog(page).getByRole('list').first().waitFor()
  })),
  scene('application-permissions', application('permissions', (page) => page.getByRole('dialog').getByRole('checkbox').first().waitFor())),
  scene('application-delete', application(undefined, (page, w) => button(page, w.deletion).click())),
  scene('application-add', applications(async (page, w) => {
    await button(page, w.add).click()
    await page.getByRole('radio', { name: w.web }).check()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  })),
  scene('application-created', applications(async (page, w) => {
    await button(page, w.add).click()
    await page.getByRole('dialog').getByRole('textbox', { name: w.name }).fill(MADE)
    await page.getByRole('dialog').getByRole('button', { name: w.create, exact: true }).click()
    await page.getByText(w.shown).waitFor()
    await deleteMade(page)
  })),
]
