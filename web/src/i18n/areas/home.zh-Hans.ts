import type { homeEn } from './home.en'

/** Home and the search of the top bar. */
export const homeZhHans: Record<keyof typeof homeEn, string> = {
}
