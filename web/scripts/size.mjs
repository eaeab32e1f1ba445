// How much script, compressed, each page loads before it can be used. Fails above the limit of the design.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 300
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const pages = {
  'Licenses': 'src/pages/licenses/LicensesPage.tsx',
  'Product': 'src/pages/product/ProductPage.tsx',
  'Active users': 'src/pages/users/ActiveUsersPage.tsx',
}
const language = ['src/i18n/zh-Hans.ts', '../words/zh-Hans.json']

function collect(key, files) {
  const entry = manifest[key]
  if (!entry || files.has(entry.file)) return files
  files.add(entry.file)
  for (const imported of entry.imports ?? []) collect(imported, files)
  return files
}

let failed = false
for (const [name, key] of Object.entries(pages)) {
  const files = new Set()
  for (const start of ['index.html', key, ...language]) collect(start, files)
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0)
  const kilobytes = Math.round(bytes / 1000)
  failed ||= kilobytes > LIMIT_KB
  console.log(`${name}: ${kilobytes} kB of script in ${files.size} files (limit ${LIMIT_KB})`)
}
process.exit(failed ? 1 : 0)
