import { type APIRequestContext, expect, type Locator, test } from '@playwright/test'
import { signIn } from './sign-in'

/** What a script does first: a token of its own for the client id and secret. */
async function tokenFor(request: APIRequestContext, endpoint: string, clientId: string, secret: string) {
  return request.post(endpoint, {
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope: 'https://graph.microsoft.com/.default' },
  })
}

/** The value that stands under a label, next to its copy button. */
const fact = (inside: Locator, copy: string) => inside.getByRole('button', { name: copy, exact: true }).locator('xpath=..').locator('code')

const NAMES = ['Nightly licence report', 'Seat site', '库存同步', '库存对账']

/** What a test that stopped half-way left behind. */
test.afterEach(async ({ page }) => {
  const answer = await page.request.get('/v1.0/applications')
  if (!answer.ok()) return
  const { csrfToken } = (await (await page.request.get('/reseat/v1/session')).json()) as { csrfToken: string }
  const { value } = (await answer.json()) as { value: { id: string; displayName: string }[] }
  for (const { id } of value.filter(({ displayName }) => NAMES.includes(displayName))) {
    await page.request.delete(`/v1.0/applications/${id}`, { headers: { 'X-Reseat-Csrf': csrfToken } })
  }
})

test('a script is registered, its secret works until the application is deleted (25.25)', async ({ page, request }) => {
  await signIn(page, 'global-admin', '/settings/applications')
  await page.getByRole('button', { name: 'Add an application' }).click()
  const pane = page.getByRole('dialog', { name: 'Add an application' })
  const create = pane.getByRole('button', { name: 'Add application', exact: true })
  await expect(create).toHaveAccessibleDescription('Enter a name first.')
  await pane.getByRole('textbox', { name: 'Name' }).fill('Nightly licence report')
  await pane.getByRole('checkbox', { name: /^User\.Read\.All/ }).check()
  await create.click()

  const secretPart = pane.getByRole('region', { name: 'Secret' })
  await expect(secretPart.getByText('It is shown only this once')).toBeVisible()
  await expect(secretPart.getByText(/^It works until .*in 180 days/)).toBeVisible()
  const secret = await fact(secretPart, 'Copy Secret').innerText()
  const clientId = await fact(pane, 'Copy Client ID').innerText()
  const endpoint = await fact(pane, 'Copy Token endpoint').innerText()
  await expect(pane.getByRole('region', { name: 'Example' })).toContainText(`client_id=${clientId}`)
  const answer = await tokenFor(request, endpoint, clientId, secret)
  expect(answer.status()).toBe(200)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const headers = { Authorization: `Bearer ${token}` }
  expect((await request.get('/v1.0/users?$top=1', { headers })).status()).toBe(200)
  expect((await request.get('/v1.0/applications', { headers })).status()).toBe(403)
  await pane.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('link', { name: 'Nightly licence report' }).click()
  await page.getByRole('button', { name: 'Delete application' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete Nightly licence report?' })
  await expect(question.getByText('Its secret is deleted.')).toBeVisible()
  await expect(question.getByText('Its permission is taken back.')).toBeVisible()
  await question.getByRole('button', { name: 'Delete Nightly licence report' }).click()
  await expect(page.getByRole('link', { name: 'Nightly licence report' })).toHaveCount(0)
  expect((await request.get('/v1.0/users?$top=1', { headers })).status()).toBe(401)
  expect((await tokenFor(request, endpoint, clientId, secret)).ok()).toBe(false)
})

test('the addresses of a web app are changed, and a removal says what it means', async ({ page }) => {
  await signIn(page, 'global-admin', '/settings/applications?pane=add')
  const adding = page.getByRole('dialog', { name: 'Add an application' })
  await adding.getByRole('textbox', { name: 'Name' }).fill('Seat site')
  await adding.getByRole('radio', { name: /^Web app/ }).check()
  await adding.getByRole('textbox', { name: 'Redirect addresses' }).fill('https://seats.example/back')
  await adding.getByRole('button', { name: 'Add application', exact: true }).click()
  await adding.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('link', { name: 'Seat site' }).click()
  const pane = page.getByRole('dialog', { name: 'Application Seat site' })
  await pane.getByRole('tab', { name: 'Details' }).click()
  const addresses = pane.getByRole('textbox', { name: 'Redirect addresses' })
  const save = pane.getByRole('button', { name: 'Save changes' })
  await addresses.fill('http://seats.example/back')
  await expect(pane.getByText(/cannot be used/)).toBeVisible()
  await expect(save).toHaveAccessibleDescription('Correct the redirect addresses first.')
  await addresses.fill('https://seats.example/signed-in')
  await save.click()
  const question = page.getByRole('alertdialog', { name: 'Change Seat site?' })
  await expect(question.getByText('https://seats.example/back')).toBeVisible()
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Remove 1 address' }).click()
  await expect(pane.getByText('Unsaved changes')).toBeHidden()
  await pane.getByRole('tab', { name: 'How to use it' }).click()
  await expect(pane.getByText('https://seats.example/signed-in')).toBeVisible()
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('a secret is added and removed, permissions are changed, and edits are not lost unasked', async ({ page, request }) => {
    await signIn(page, 'global-admin', '/settings/applications')
    await page.getByRole('button', { name: '添加应用程序' }).click()
    const adding = page.getByRole('dialog', { name: '添加应用程序' })
    await adding.getByRole('textbox', { name: '名称' }).fill('库存同步')
    await adding.getByRole('button', { name: '添加应用程序', exact: true }).click()
    const clientId = await fact(adding, '复制客户端 ID').innerText()
    const endpoint = await fact(adding, '复制令牌终结点').innerText()
    await adding.getByRole('button', { name: '完成' }).click()

    await page.getByRole('link', { name: '库存同步' }).click()
    let pane = page.getByRole('dialog', { name: '应用程序 库存同步' })
    await pane.getByRole('tab', { name: '机密' }).click()
    await pane.getByRole('button', { name: '添加机密' }).click()
    const dialog = page.getByRole('dialog', { name: '添加机密' })
    await dialog.getByRole('textbox', { name: '用途' }).fill('生产')
    await dialog.getByRole('button', { name: '添加机密' }).click()
    const secret = await fact(dialog, '复制机密').innerText()
    await dialog.getByRole('button', { name: '完成' }).click()
    await expect(pane.getByRole('listitem')).toHaveCount(2)
    expect((await tokenFor(request, endpoint, clientId, secret)).status()).toBe(200)
    await pane.getByRole('button', { name: '删除机密 生产' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '删除机密' }).click()
    await expect(pane.getByRole('listitem')).toHaveCount(1)
    expect((await tokenFor(request, endpoint, clientId, secret)).status()).toBe(401)

    await pane.getByRole('tab', { name: '详细信息' }).click()
    await pane.getByRole('textbox', { name: '名称' }).fill('库存对账')
    await pane.getByRole('button', { name: '保存更改' }).click()
    await page.getByRole('dialog', { name: '是否更改 库存同步？' }).getByRole('button', { name: '更改应用程序' }).click()
    pane = page.getByRole('dialog', { name: '应用程序 库存对账' })

    await pane.getByRole('tab', { name: '权限' }).click()
    await pane.getByRole('checkbox', { name: /^AuditLog\.Read\.All/ }).check()
    await pane.getByRole('tab', { name: '机密' }).click()
    await page.getByRole('alertdialog', { name: '放弃未保存的更改？' }).getByRole('button', { name: '继续编辑' }).click()
    await pane.getByRole('button', { name: '保存更改' }).click()
    await page.getByRole('dialog', { name: '是否更改 库存对账 的权限？' }).getByRole('button', { name: '更改 1 项权限' }).click()
    await expect(pane.getByText('有未保存的更改')).toBeHidden()
    await expect(pane.getByRole('checkbox', { name: /^AuditLog\.Read\.All/ })).toBeChecked()

    await pane.getByRole('button', { name: '删除应用程序' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '删除 库存对账' }).click()
    await expect(page.getByRole('link', { name: '库存对账' })).toHaveCount(0)
  })
})

test('a Global reader looks, and reads who may change', async ({ page }) => {
  await signIn(page, 'global-reader', '/settings/applications')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  const add = page.getByRole('button', { name: 'Add an application' })
  await expect(add).toBeDisabled()
  await expect(add).toHaveAccessibleDescription(/Global admin/)
})
