import type { historyEn } from './history.en'

/** History and audit. */
export const historyZhHans: Record<keyof typeof historyEn, string> = {
}
