import { expect, type Locator, type Page, test } from '@playwright/test'
import { signIn } from './sign-in'

const GLOBAL = '62e90394-69f5-4237-9190-012177145e10'
const OTHER_ADMIN = { name: 'Alasdair Munro', upn: 'global-admin-2@larkfield.example' }

async function openRole(page: Page, role: string): Promise<Locator> {
  await page.getByRole('table').getByRole('link', { name: role, exact: true }).click()
  return page.getByRole('dialog', { name: new RegExp(`${role}$`) })
}

/** Whatever a test did, the second Global admin of the demo is one again afterwards. */
async function restoreGlobalAdmin(page: Page): Promise<void> {
  const { csrfToken } = (await (await page.request.get('/reseat/v1/session')).json()) as { csrfToken: string }
  const { id } = (await (await page.request.get(`/reseat/v1/people/${OTHER_ADMIN.upn}`)).json()) as { id: string }
  const answer = await page.request.post('/v1.0/roleManagement/directory/roleAssignments', {
    headers: { 'X-Reseat-Csrf': csrfToken }, data: { roleDefinitionId: GLOBAL, principalId: id, directoryScopeId: '/' },
  })
  // 400: they hold it already.
  expect([201, 400]).toContain(answer.status())
}

test('a role is assigned after saying what it means, shows on the person, and is removed again', { tag: '@core' }, async ({ page }) => {
  await signIn(page, 'global-admin', '/roles')
  const pane = await openRole(page, 'Helpdesk admin')
  await pane.getByRole('button', { name: 'Assign role' }).click()
  const dialog = page.getByRole('dialog', { name: 'Assign the role Helpdesk admin' })
  await expect(dialog.getByRole('button', { name: 'Assign role', exact: true })).toHaveAccessibleDescription('Choose at least one person first.')
  await dialog.getByRole('searchbox').fill('franziska')
  await dialog.getByRole('checkbox', { name: /^Franziska Baumann/ }).check()
  await expect(dialog.getByText(/^You are about to make Franziska Baumann Helpdesk admin/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Assign role to 1 person' }).click()
  await expect(dialog.getByText('Franziska Baumann now has the role Helpdesk admin.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()

  await pane.getByRole('link', { name: 'Franziska Baumann' }).click()
  await expect(page).toHaveURL(/\/users\//)
  await expect(page.getByRole('dialog').getByText('Helpdesk admin').first()).toBeVisible()
  await page.goBack()
  await pane.getByRole('button', { name: 'Remove the role from Franziska Baumann' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove Helpdesk admin' }).click()
  await expect(pane.getByRole('link', { name: 'Franziska Baumann' })).toHaveCount(0)
})

test('a License admin sees who holds what and may do what, and reads who could change it (ROL-9)', async ({ page }) => {
  await signIn(page, 'license-admin', '/roles')
  const pane = await openRole(page, 'Global admin')
  await expect(pane.getByRole('link', { name: OTHER_ADMIN.name })).toBeVisible()
  for (const name of ['Assign role', `Remove the role from ${OTHER_ADMIN.name}`]) {
    const button = pane.getByRole('button', { name })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription(/Global admin or Privileged Role admin/)
  }
  await pane.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('tab', { name: 'Who may do what' }).click()
  const matrix = page.getByRole('region', { name: 'Who may do what' })
  await expect(matrix.getByRole('columnheader')).toHaveCount(15)
  const unassign = matrix.getByRole('row', { name: /^Unassign licenses/ })
  await expect(unassign.getByRole('img', { name: 'Yes' })).toHaveCount(3)
  await expect(matrix.getByRole('row', { name: /^Reset passwords/ }).getByText('Limited')).toHaveCount(3)
  await expect(page.getByText(/^1 Only for people without an administrator role, and for Directory readers/)).toBeVisible()
})

test('on a phone the matrix is one role at a time', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'license-admin', '/roles?view=matrix')
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Password admin')
  await expect(page.getByRole('listitem').filter({ hasText: 'Reset passwords' })).toContainText('other Password admins')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('the last Global admin cannot be removed: warned before, refused in words (25.25, ROL-8)', async ({ page }) => {
    await signIn(page, 'global-admin', '/roles')
    try {
      const pane = await openRole(page, '全局管理员')
      await expect(pane.getByText(/建议设置两到四位全局管理员/)).toBeVisible()
      await pane.getByRole('button', { name: `删除 ${OTHER_ADMIN.name} 的此角色` }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: '删除全局管理员' }).click()
      await expect(pane.getByRole('listitem')).toHaveCount(1)

      await pane.getByRole('button', { name: /的此角色$/ }).click()
      const dialog = page.getByRole('alertdialog')
      await expect(dialog.getByText(/^这是唯一的全局管理员/)).toBeVisible()
      await expect(dialog.getByText(/^这是你自己的角色/)).toBeVisible()
      await dialog.getByRole('button', { name: '删除全局管理员' }).click()
      await expect(dialog.getByRole('alert')).toContainText('最后一个已启用的全局管理员')
      await dialog.getByRole('button', { name: '取消' }).click()
      await expect(pane.getByRole('listitem')).toHaveCount(1)
      await pane.getByRole('button', { name: '关闭' }).click()
      await expect(page.getByText('只有一位全局管理员。')).toBeVisible()
    } finally {
      await restoreGlobalAdmin(page)
    }
  })
})
