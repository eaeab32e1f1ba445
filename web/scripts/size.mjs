// How much script each page loads before it can be used, as the build compressed it for browsers of today. Fails above
// the limit of the design.
// The pages are those that the router loads, so that a new one is measured without being named here.
import { existsSync, readFileSync } from 'node:fs'

const LIMIT_KB = 300
const root = new URL('../', import.meta.url)
const dist = new URL('dist/', root)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const language = ['src/i18n/zh-Hans.ts', '../words/zh-Hans.json']

// A pane opens over its page and is loaded then; the page is what one waits for.
const lazyImport = /import\('\.\.\/(pages\/[\w/-]+Page)'\)/g
const pages = [...readFileSync(new URL('src/app/router.tsx', root), 'utf8').matchAll(lazyImport)].map(([, path]) => path)
if (pages.length === 0) throw new Error('the router loads no page: does it name them otherwise now?')

/** The entry of a page in the build's list; a page that is not in it would go unmeasured. */
function keyOf(page) {
  const key = `src/${page}.tsx`
  if (!existsSync(new URL(key, root)) || !manifest[key]) throw new Error(`${key} is not in the build`)
  return key
}

function collect(key, files) {
  const entry = manifest[key]
  if (!entry || files.has(entry.file)) return files
  files.add(entry.file)
  for (const imported of entry.imports ?? []) collect(imported, files)
  return files
}

const packed = new Map()
function kilobytesOf(file) {
  if (!packed.has(file)) packed.set(file, readFileSync(new URL(`${file}.br`, dist)).length / 1000)
  return packed.get(file)
}

let failed = false
for (const page of pages) {
  const files = new Set()
  for (const start of ['index.html', keyOf(page), ...language]) collect(start, files)
  const kilobytes = Math.round([...files].reduce((sum, file) => sum + kilobytesOf(file), 0))
  failed ||= kilobytes > LIMIT_KB
  console.log(`${page.split('/').at(-1)}: ${kilobytes} kB of script in ${files.size} files (limit ${LIMIT_KB})`)
}
process.exit(failed ? 1 : 0)
