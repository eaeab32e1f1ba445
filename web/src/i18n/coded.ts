import type { Coded, Names, RoleRef } from '../api/types'
import type { Format } from './format'
import { roleName } from './roles'
import type { Translate } from './translate'
import { fill, type Wording, type Words } from './words'

interface Tools {
  t: Translate
  format: Format
  words: Words
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** A parameter as a reader sees it: products, plans, people and groups by name, instants as dates. */
function wordParam(value: unknown, tools: Tools): string {
  const { t, format } = tools
  if (Array.isArray(value)) return format.list(value.map((item) => wordParam(item, tools)))
  if (typeof value === 'number') return format.number(value)
  if (typeof value === 'string') return ISO_INSTANT.test(value) ? format.date(value) : value
  if (!isObject(value)) return ''
  if (isObject(value.names)) return format.name(value.names as unknown as Names)
  if (typeof value.displayName === 'string') return value.displayName
  if (typeof value.name === 'string') return roleName(t, value as unknown as RoleRef)
  return typeof value.id === 'string' ? value.id : ''
}

/** The message and remedy of a reason or warning; a code without words shows itself. */
export function wordCoded(kind: keyof Words, coded: Coded, tools: Tools): Wording {
  const wording = tools.words[kind][coded.code]
  if (!wording) return { message: coded.code }
  const params = Object.fromEntries(
    Object.entries(coded.params ?? {}).map(([name, value]) => [name, wordParam(value, tools)]),
  )
  return { message: fill(wording.message, params), remedy: wording.remedy && fill(wording.remedy, params) }
}
