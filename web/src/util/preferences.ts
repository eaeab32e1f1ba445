/** What this device remembers of its user's taste. Storage may be forbidden; then nothing is remembered. */
export type Preference = 'language' | 'theme' | 'navigation'

const key = (name: Preference) => `reseat.${name}`

export function readPreference(name: Preference): string | null {
  try {
    return localStorage.getItem(key(name))
  } catch {
    return null
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(key(name), value)
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
