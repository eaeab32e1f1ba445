import type { mineEn } from './mine.en'

/** My licences and the first steps of a new organization. */
export const mineZhHans: Record<keyof typeof mineEn, string> = {
}
