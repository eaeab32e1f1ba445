// Active users with very many people behind it, in a real browser: 200 page-downs and 20 filter changes. Reports response
// times as the browser saw them, DOM nodes and the heap. Started by `reseat-bench console`, which sets RESEAT_URL.
import { chromium } from '@playwright/test'

const PAGES = Number(process.env.PAGES ?? 200)
const FILTERS = Number(process.env.FILTERS ?? 20)
const base = process.env.RESEAT_URL ?? 'http://127.0.0.1:8080'

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await (await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage()
const devtools = await page.context().newCDPSession(page)
await devtools.send('Performance.enable')

const times = { pages: [], filters: [] }
let phase = null
page.on('requestfinished', (request) => {
  if (phase && new URL(request.url()).pathname === '/reseat/v1/people') times[phase].push(request.timing().responseEnd)
})

/** Bytes of the heap after a collection. */
async function heap() {
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize').value
}
const nodes = () => page.evaluate(() => document.querySelectorAll('*').length)
/** Runs something that asks the server for people, and waits for the answer and for the table to show it. */
async function asking(action) {
  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/reseat/v1/people')
  await action()
  await (await answer).finished()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
}

await page.goto(`/reseat/sign-in?returnTo=${encodeURIComponent('/users')}`)
await page.getByRole('button', { name: 'admin@bench.example' }).click()
await page.getByRole('table').getByRole('link').first().waitFor()

let mostNodes = await nodes()
const heaps = []
phase = 'pages'
const next = page.getByRole('button', { name: 'Next page' })
for (let number = 1; number <= PAGES; number += 1) {
  await asking(() => next.click())
  if (number % 20 === 0) mostNodes = Math.max(mostNodes, await nodes())
  if (number % 50 === 0) heaps.push(await heap())
}
phase = 'filters'
const search = page.getByRole('main').getByRole('searchbox').first()
for (let number = 0; number < FILTERS; number += 1) {
  await asking(() => search.fill(`Person ${number.toString(16)}`))
  mostNodes = Math.max(mostNodes, await nodes())
}
phase = null
heaps.push(await heap())
await browser.close()

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]
for (const [name, values] of Object.entries(times)) {
  console.log(`${name.padEnd(8)} ${values.length} responses   p50 ${quantile(values, 0.5).toFixed(1)} ms   p95 ${quantile(values, 0.95).toFixed(1)} ms   (target p95 under 100 ms)`)
}
console.log(`DOM nodes at most ${mostNodes} (target under 3000)`)
console.log(`heap after each 50 pages and at the end: ${heaps.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ')} MB (target flat within 10 %)`)
