/** What this browser remembers for one person. Storage may be forbidden or hold anything. */
export function readStored(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`reseat.${name}`) ?? 'null') as unknown
  } catch {
    return null
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    localStorage.setItem(`reseat.${name}`, JSON.stringify(value))
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
