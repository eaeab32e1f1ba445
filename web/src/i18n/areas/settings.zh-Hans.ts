import type { settingsEn } from './settings.en'

/** Settings and applications. */
export const settingsZhHans: Record<keyof typeof settingsEn, string> = {
}
