import { expect, it } from 'vitest'

/** What the folders may use beside themselves; the table in web/README.md says the same. */
const may: Record<string, readonly string[]> = {
  api: [],
  util: ['api', 'i18n'],
  i18n: ['api', 'util'],
  hooks: ['api', 'util', 'i18n'],
  ui: ['util', 'hooks', 'i18n'],
  clouds: ['api', 'util', 'i18n', 'hooks', 'ui'],
  components: ['api', 'util', 'i18n', 'hooks', 'ui', 'clouds'],
  pages: ['api', 'util', 'i18n', 'hooks', 'ui', 'clouds', 'components', 'app'],
}

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })
const files = Object.keys(sources).map((path) => path.slice(2))

/** The files that a file names, from src on; the words and the catalogue, which stand beside the console, are left out. */
const importsOf = (file: string): string[] =>
  [...sources[`./${file}`]!.matchAll(/(?:from |import\()'(\.[^']+)'/g)]
    .map(([, path]) => new URL(path!, `file:///web/src/${file}`).pathname)
    .flatMap((path) => (path.startsWith('/web/src/') ? [path.slice('/web/src/'.length)] : []))

const topOf = (path: string) => path.split('/')[0]!

it.each(Object.entries(may))('%s uses only what stands below it', (folder, allowed) => {
  const wrong = files.filter((file) => topOf(file) === folder).flatMap((file) =>
    importsOf(file).filter((path) => ![folder, ...allowed].includes(topOf(path))).map((path) => `${file} uses ${path}`))
  expect(wrong).toEqual([])
})

it('no page uses another page', () => {
  const pageOf = (path: string) => path.split('/').slice(0, 2).join('/')
  const wrong = files.filter((file) => topOf(file) === 'pages').flatMap((file) =>
    importsOf(file).filter((path) => topOf(path) === 'pages' && pageOf(path) !== pageOf(file)).map((path) => `${file} uses ${path}`))
  expect(wrong).toEqual([])
})
