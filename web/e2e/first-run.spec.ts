import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pick } from './licenses-steps'

/** The first run of a new organization, from an empty directory: it has a server of its own. */

const BIN = process.env.RESEAT_BIN ?? join(import.meta.dirname, '../../target/debug/reseat')
const NEW_PASSWORD = 'A-first-run-2026!'
const PEOPLE = [
  'Username,First name,Last name,Display name,Job title,Department,Office number,Office phone,Mobile phone,Fax,Alternate email address,Address,City,State or province,ZIP or postal code,Country or region',
  'ada@firstrun.example,Ada,Berg,Ada Berg,Editor,Editorial,,,,,,,Leipzig,,,Germany',
  'bo@firstrun.example,Bo,Chen,Bo Chen,Editor,Editorial,,,,,,,Leipzig,,,Germany',
].join('\r\n')

let directory: string
let server: ChildProcess
let url: string
let password: string

test.beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'reseat-first-run-'))
  const data = join(directory, 'data')
  const made = spawnSync(BIN, [
    'setup', '--data-dir', data, '--organization', 'First Run Books', '--domain', 'firstrun.example', '--admin', 'greta',
    '--admin-name', 'Greta Adler', '--country', 'DE', '--time-zone', 'Europe/Berlin',
  ], { encoding: 'utf8' })
  expect(made.stderr + made.stdout).toContain('First Run Books is set up')
  password = /Password\s+(\S+)/.exec(made.stdout)![1]!
  const ready = join(directory, 'ready.json')
  server = spawn(BIN, ['serve', '--data-dir', data, '--listen', 'http://localhost:0', '--ready-file', ready, '--log', 'warn'], { stdio: 'inherit' })
  await expect.poll(() => existsSync(ready), { timeout: 30_000 }).toBe(true)
  url = (JSON.parse(readFileSync(ready, 'utf8')) as { http: string }).http
})

test.afterAll(() => {
  server?.kill()
  rmSync(directory, { recursive: true, force: true })
})

test('sign in with the one-time password, add products, import people, assign', async ({ page }) => {
  await test.step('the one-time password must be changed', async () => {
    await page.goto(`${url}/reseat/sign-in?returnTo=${encodeURIComponent('/')}`)
    await page.getByLabel('Email or username').fill('greta@firstrun.example')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Current password').fill(password)
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
    await page.getByLabel('Confirm new password').fill(NEW_PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'First steps' })).toBeVisible()
  })

  await test.step('a product with five licenses', async () => {
    await page.getByRole('link', { name: 'Add the products that were bought' }).click()
    const pane = page.getByRole('dialog', { name: 'Add products' })
    await pane.getByRole('searchbox').fill('Office 365 E3')
    await pane.getByRole('radio', { name: /^Office 365 E3/ }).first().check()
    await pane.getByRole('textbox', { name: 'Number of licenses' }).fill('5')
    await pane.getByRole('button', { name: 'Add 5 licenses' }).click()
    await expect(pane.getByText('5 licenses of Office 365 E3 added.')).toBeVisible()
    await pane.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.getByRole('table').getByRole('link', { name: 'Office 365 E3' })).toBeVisible()
  })

  await test.step('two people from a file, tried first', async () => {
    await page.goto(`${url}/users`)
    await page.getByRole('button', { name: 'Import users' }).click()
    const pane = page.getByRole('dialog', { name: 'Import users' })
    await pane.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) })
    await expect(pane.getByText('This was a dry run')).toBeVisible()
    await pane.getByRole('button', { name: 'Import 2 people' }).click()
    await expect(pane.getByText('2 people were created')).toBeVisible()
    const download = page.waitForEvent('download')
    await pane.getByRole('button', { name: 'Download the first passwords' }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('ada@firstrun.example')
    await pane.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.getByRole('table').getByRole('link', { name: 'Ada Berg' })).toBeVisible()
  })

  await test.step('the licenses are assigned', async () => {
    await page.goto(`${url}/licenses`)
    await page.getByRole('table').getByRole('link', { name: 'Office 365 E3' }).click()
    await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Assign licenses', exact: true }).click()
    const pane = page.getByRole('dialog', { name: 'Assign licenses to users' })
    for (const name of ['Ada Berg', 'Bo Chen']) await pick(page, pane, 'People', name)
    await pane.getByRole('button', { name: 'Assign', exact: true }).click()
    await pane.getByRole('button', { name: 'Assign 2 licenses' }).click()
    await expect(pane.getByText('2 people were changed.')).toBeVisible()
    await pane.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.getByRole('table').getByText('Bo Chen')).toBeVisible()
  })
})
