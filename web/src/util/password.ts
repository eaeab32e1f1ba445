/** Letters and digits that are not taken for each other when read from paper. */
const KINDS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%*+-=?@'] as const
const LENGTH = 16

/** The shortest password that the server takes. */
export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 256

/** Draws an index below `count` without favouring any. */
function below(count: number, random: (bytes: Uint8Array<ArrayBuffer>) => void): number {
  const most = Math.floor(256 / count) * count
  const byte = new Uint8Array(1)
  do random(byte)
  while (byte[0]! >= most)
  return byte[0]! % count
}

/** A new password: at least one of each kind of character, in a random order. */
export function drawPassword(random: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => { crypto.getRandomValues(bytes) }): string {
  const all = KINDS.join('')
  const chosen = Array.from({ length: LENGTH }, (_, index) => {
    const kind = KINDS[index] ?? all
    return kind[below(kind.length, random)]!
  })
  for (let index = chosen.length - 1; index > 0; index -= 1) {
    const other = below(index + 1, random)
    ;[chosen[index], chosen[other]] = [chosen[other]!, chosen[index]!]
  }
  return chosen.join('')
}

/** Whether the server takes a password of this length. */
export const isLongEnough = (password: string): boolean => {
  const length = [...password].length
  return length >= PASSWORD_MIN && length <= PASSWORD_MAX
}
