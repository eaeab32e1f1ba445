// The pictures of docs/guide: the demo organization at 1280 wide, light, in both languages, cropped to what matters. Usage:
//   npm run guide [-- only pictures whose name contains this]
// Each language gets a demo server of its own (RESEAT_BIN, or the debug build), so that both show the same state.
import { Buffer } from 'node:buffer'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { scenes } from './scenes/index.mjs'
import { as, button } from './scenes/steps.mjs'

const BIN = process.env.RESEAT_BIN ?? join(import.meta.dirname, '../../target/debug/reseat')
const OUT = join(import.meta.dirname, '../../docs/guide/images')
const WIDTH = 1280
/** Small enough for a document in a repository. */
const MOST_BYTES = 120_000
const only = process.argv[2] ?? ''

/** The catalogues are the only place of words: `'key': 'text',` in both, so no picture depends on a list of its own. */
const texts = Object.fromEntries(['en', 'zh-Hans'].map((language) => {
  const i18n = join(import.meta.dirname, '../src/i18n')
  const files = [`${language}.ts`, ...['users', 'licenses', 'setup', 'mine'].map((area) => `areas/${area}.${language}.ts`)]
  const source = files.map((file) => readFileSync(join(i18n, file), 'utf8')).join('\n')
  return [language, Object.fromEntries([...source.matchAll(/^ {2}'([\w.]+)': '([^']*)',$/gm)].map(([, key, text]) => [key, text]))]
}))

const dialog = (page) => page.getByRole('dialog').or(page.getByRole('alertdialog')).last()
const scene = (name) => {
  const found = scenes.find((one) => one.name === name)
  if (!found) throw new Error(`there is no scene '${name}'`)
  return found.run
}

/** The pane or box alone. */
const box = { crop: (page) => dialog(page).boundingBox() }
/** The whole window. */
const page = { crop: () => null }
/** The page without bar and navigation. */
const main = { crop: (there) => there.getByRole('main').boundingBox() }

/** People as an office would send them, one of them twice. */
const PEOPLE = [
  'Username,First name,Last name,Display name,Job title,Department,Usage location',
  'mona.keller@larkfield.example,Mona,Keller,Mona Keller,Optical Engineer,Research,DE',
  'jun.tanaka@larkfield.example,Jun,Tanaka,Jun Tanaka,Service Technician,Customer Service,JP',
  'li.na@larkfield.example,Na,Li,李娜,Buyer,Purchasing,CN',
  'mona.keller@larkfield.example,Mona,Keller,Mona Keller,Optical Engineer,Research,AT',
].join('\r\n')

const callum = (tab, look) => (there, language) => as(there, 'license-admin', '/users?q=callum.patel', async () => {
  const w = texts[language]
  await there.getByRole('table').getByRole('link').first().click()
  await there.getByRole('tab', { name: w[tab] }).click()
  await look?.(there, w)
})

/** One person, one product, the way of the article (UNA-20). */
const unassignFromCallum = callum('person.tab.licenses', async (there, w) => {
  await dialog(there).getByRole('checkbox', { name: /^Microsoft 365 E3/ }).uncheck()
  await button(there, w['common.saveChanges']).click()
  await dialog(there).getByRole('heading', { name: w['preview.heading'] }).waitFor()
  await dialog(there).getByRole('button').last().click()
  await there.getByRole('region', { name: w['result.heading'] }).waitFor()
})

/** In this order: Callum Patel's license is taken along the way, so that what comes after has something to tell. */
const pictures = [
  {
    name: 'add-products', ...box, height: 600,
    run: (there, language) => as(there, 'global-admin', '/licenses?pane=add', async () => {
      await dialog(there).getByRole('searchbox').fill('Office 365 E3')
      await dialog(there).getByRole('radio', { name: /^Office 365 E3/ }).first().check()
      await dialog(there).getByRole('textbox', { name: texts[language]['setup.products.seats'] }).fill('25')
    }),
  },
  {
    name: 'import', ...box, height: 720,
    run: (there) => as(there, 'global-admin', '/users?pane=import', async () => {
      await dialog(there).locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) })
      await dialog(there).getByRole('table').first().waitFor()
    }),
  },
  { name: 'unassign-preview', ...box, height: 860, run: scene('product-preview') },
  { name: 'too-many', ...page, height: 460, run: scene('product-too-many') },
  { name: 'person-licenses', ...box, height: 720, run: callum('person.tab.licenses', (there) => dialog(there).getByRole('checkbox').first().waitFor()) },
  { name: 'manage', ...box, height: 820, run: scene('manage') },
  { name: 'assign', ...box, height: 700, run: scene('assign-apps') },
  { name: 'role', ...box, height: 400, run: scene('roles-role') },
  { name: 'application', ...box, height: 820, run: scene('application-created') },
  {
    name: 'search', ...page, height: 420,
    run: (there) => as(there, 'global-admin', '/', async () => {
      await there.keyboard.press('/')
      await there.keyboard.type('po')
      await there.getByRole('option').nth(2).waitFor()
    }),
  },
  { name: 'mail-and-files', ...box, height: 460, run: async (there, language) => { await unassignFromCallum(there, language); await callum('person.tab.data')(there, language) } },
  { name: 'change', ...box, height: 560, run: scene('change') },
  { name: 'my-licenses', ...main, height: 785, run: (there) => as(there, 'callum.patel', '/my-licenses') },
  { name: 'home', ...main, height: 840, run: (there) => as(there, 'global-admin', '/') },
]

async function demo() {
  const directory = mkdtempSync(join(tmpdir(), 'reseat-guide-'))
  const ready = join(directory, 'ready.json')
  const server = spawn(BIN, ['demo', '--data-dir', join(directory, 'data'), '--listen', 'http://localhost:0', '--ready-file', ready, '--log', 'error'], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; !existsSync(ready) && tries < 120; tries += 1) await wait(250)
  const stop = () => { server.kill(); rmSync(directory, { recursive: true, force: true }) }
  return { url: JSON.parse(readFileSync(ready, 'utf8')).http, stop }
}

async function take(context, language, { name, run, crop, height }) {
  const file = join(OUT, language, `${name}.png`)
  const there = await context.newPage()
  await context.clearCookies()
  await there.setViewportSize({ width: WIDTH, height })
  try {
    await run(there, language)
    await there.waitForLoadState('networkidle')
    // Panes glide in and messages glide out; a picture wants both at rest.
    await wait(600)
    const clip = await crop(there)
    await there.screenshot({ path: file, ...(clip && { clip: { ...clip, height: Math.min(clip.height, height - clip.y) } }) })
    const { size } = statSync(file)
    console.log(`${language}/${name}.png ${Math.round(size / 1000)} kB`)
    if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes; crop it`)
  } catch (error) {
    console.error(`${language}/${name}: ${error.message.split('\n')[0]}`)
    process.exitCode = 1
  }
  await there.close()
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
})
for (const language of ['en', 'zh-Hans']) {
  mkdirSync(join(OUT, language), { recursive: true })
  const { url, stop } = await demo()
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', locale: language === 'en' ? 'en-GB' : 'zh-CN' })
  await context.addInitScript((chosen) => {
    localStorage.setItem('reseat.language', chosen)
    localStorage.setItem('reseat.theme', 'light')
  }, language)
  for (const picture of pictures.filter(({ name }) => name.includes(only))) await take(context, language, picture)
  await context.close()
  stop()
}
await browser.close()
