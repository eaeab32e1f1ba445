import type { Language } from '../../i18n/language'
import { localeOf } from '../../i18n/translate'

export interface Choice {
  value: string
  label: string
}

/** Codes that the browser names but that are no country: unions, test codes, places reserved for other uses. */
const NO_COUNTRY = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'])
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Whether the browser writes the code as it stands; one that was given up is written as its successor. */
const isCurrent = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`

/** Every country that the browser can name, by name. */
export function countries(language: Language): Choice[] {
  const names = new Intl.DisplayNames(localeOf[language], { type: 'region', fallback: 'none' })
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NO_COUNTRY.has(code) && isCurrent(code))
    .flatMap((value) => { const label = names.of(value); return label ? [{ value, label }] : [] })
    .sort((a, b) => a.label.localeCompare(b.label, localeOf[language]))
}

/** "Central European Time"; empty where the browser has no name for the zone. */
export function zoneName(timeZone: string, language: Language): string {
  try {
    const format = new Intl.DateTimeFormat(localeOf[language], { timeZone, timeZoneName: 'longGeneric' })
    return format.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? ''
  } catch {
    return ''
  }
}

const zoneLabel = (value: string, language: Language): string => {
  const name = zoneName(value, language)
  return name === '' || name === value ? value : `${value} · ${name}`
}

/** Every time zone that the browser knows, and the one that is set. */
export function timeZones(language: Language, current: string): Choice[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current].filter((zone) => zone !== ''))
  return [...zones].sort().map((value) => ({ value, label: zoneLabel(value, language) }))
}

/** The choices in which every word of the search occurs somewhere. */
export function matching(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search.toLowerCase().replaceAll('_', ' ').split(/\s+/).filter(Boolean)
  return choices.filter(({ value, label }) => {
    const text = `${value} ${label}`.toLowerCase().replaceAll('_', ' ')
    return words.every((word) => text.includes(word))
  })
}
