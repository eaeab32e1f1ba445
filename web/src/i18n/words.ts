import type { Language } from './language'

/** The words of one reason or warning; `{param}` stands for a parameter of the code. */
export interface Wording {
  message: string
  remedy?: string
}

export interface Words {
  reasons: Record<string, Wording>
  warnings: Record<string, Wording>
  /** Why a change set cannot be undone. */
  notRevertible: Record<string, Wording>
}

// The same files word the command line; a glob, so that a language without its file falls back to the codes.
const files = import.meta.glob<{ default: Partial<Words> }>('../../../words/*.json')

export async function loadWords(language: Language): Promise<Words> {
  const load = files[`../../../words/${language}.json`]
  const words = load ? (await load()).default : {}
  return { reasons: words.reasons ?? {}, warnings: words.warnings ?? {}, notRevertible: words.notRevertible ?? {} }
}

/** Puts the parameters into a template; one that is not given stays readable as its name. */
export function fill(template: string, params: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)
}
