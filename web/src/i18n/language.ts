/** The console's languages, under their own names. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const

export type Language = keyof typeof languages

/** The tags by which Microsoft's sites call them. */
export const languageTags: Record<Language, string> = { en: 'en-us', 'zh-Hans': 'zh-cn' }

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in languages

/** The console's language for a tag such as `zh-CN`; undefined when there is none. */
export function languageFor(tag: string | null | undefined): Language | undefined {
  if (!tag) return undefined
  if (isLanguage(tag)) return tag
  const primary = tag.toLowerCase().split('-')[0]
  if (primary === 'zh') return 'zh-Hans'
  return primary === 'en' ? 'en' : undefined
}

interface Sources {
  /** What was chosen with the language switch on this device. */
  stored: string | null
  /** The person's own setting in the directory. */
  preferred: string | null | undefined
  /** The browser's languages, best first. */
  browser: readonly string[]
}

/** A choice made here wins, since whoever made it wanted it so; then the directory, then the browser. */
export function chooseLanguage({ stored, preferred, browser }: Sources): Language {
  for (const tag of [stored, preferred, ...browser]) {
    const language = languageFor(tag)
    if (language) return language
  }
  return 'en'
}
