import { describe, expect, it } from 'vitest'
import { en } from './en'
import type { Language } from './language'
import { createTranslate } from './translate'
import { zhHans } from './zh-Hans'

/**
 * The administrator's guide in both languages. Its convention: **bold** is a name that stands on a page, word for word; a number
 * in it, as in **Unassign 8 licenses**, stands for the parameters of the message.
 */
const files = import.meta.glob('../../../docs/guide/*.md', { query: '?raw', import: 'default', eager: true }) as Record<string, string>
const pictures = Object.keys(import.meta.glob('../../../docs/guide/images/*/*.png')).map((path) => path.replace('../../../docs/guide/', ''))

const catalogues = { en, 'zh-Hans': zhHans }
const languages: readonly Language[] = ['en', 'zh-Hans']

/** Without code, in which stars and brackets mean something else. */
const textOf = (language: Language): string =>
  files[`../../../docs/guide/${language}.md`]!.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`]*`/g, '')

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!.replace(/\s+/g, ' '))

/** Every text of the console in a language, with `number` for each parameter. */
function textsWith(language: Language, number: number): Set<string> {
  const t = createTranslate(catalogues[language], language)
  const params = new Proxy<Record<string, number>>({}, { has: () => true, get: () => number })
  return new Set((Object.keys(en) as (keyof typeof en)[]).map((key) => t(key, params)))
}

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{Letter}\p{Number}\s-]/gu, '').replaceAll(' ', '-')

describe.each(languages)('the guide, in %s', (language) => {
  const text = textOf(language)

  it('names only what stands on the pages', () => {
    const numberIn = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0)
    const names = all(text, /\*\*([^*]+)\*\*/g)
    const known = new Map([...new Set(names.map(numberIn))].map((number) => [number, textsWith(language, number)]))
    expect(names.filter((name) => !known.get(numberIn(name))!.has(name))).toEqual([])
  })

  it('leads to headings and pictures that exist, and leaves no picture out', () => {
    const anchors = new Set(all(text, /^#+ (.+)$/gm).map(anchorOf))
    expect(all(text, /\]\(#([^)]+)\)/g).filter((anchor) => !anchors.has(anchor))).toEqual([])
    expect(all(text, /!\[[^\]]+\]\(([^)]+)\)/g).sort()).toEqual(pictures.filter((path) => path.startsWith(`images/${language}/`)).sort())
  })
})

it('has the same chapters and pictures in both languages', () => {
  const levels = (language: Language) => [...textOf(language).matchAll(/^(#+) |\]\(images\/[^/]+\/([^)]+)\)/gm)].map((match) => match[1] ?? match[2])
  expect(levels('zh-Hans')).toEqual(levels('en'))
})
