import { describe, expect, it } from 'vitest'
import { drawPassword, isLongEnough } from './password'

/** Counts up, so that a test knows what is drawn. */
const counting = () => {
  let next = 0
  return (bytes: Uint8Array<ArrayBuffer>) => { bytes.fill(next % 256); next += 7 }
}

describe('passwords', () => {
  it('hold every kind of character, whatever is drawn', () => {
    for (const random of [counting(), (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(0)]) {
      const password = drawPassword(random)
      expect(password).toHaveLength(16)
      for (const kind of [/[A-Z]/, /[a-z]/, /[2-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind)
    }
  })

  it('are long enough from eight characters on', () => {
    expect(['1234567', '12345678', 'x'.repeat(257)].map(isLongEnough)).toEqual([false, true, false])
  })
})
