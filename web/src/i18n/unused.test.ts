import { expect, it } from 'vitest'
import { en } from './en'

const sources = import.meta.glob('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }) as Record<string, string>

it('every message is used somewhere', () => {
  const code = Object.entries(sources).filter(([path]) => !/(\ben|zh-Hans|\.test)\.tsx?$/.test(path)).map(([, text]) => text).join('\n')
  // Keys that are put together from a state, such as `mailbox.${state}.text`.
  const patterns = [...code.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z.]|\$\{\w[\w.]*\})*)`/g)]
    .map((match) => new RegExp(`^${match[1]!.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.')).join('[A-Za-z]+')}$`))
  const unused = Object.keys(en).filter((key) => !code.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)))
  expect(unused).toEqual([])
})
