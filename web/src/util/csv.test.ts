import { expect, it } from 'vitest'
import { csvOf } from './csv'

it('writes CSV that spreadsheets read as text', () => {
  expect(csvOf([['Name', 'n'], ['Berg, "Ada"', 2], ['=1+1', null]])).toBe('\uFEFFName,n\r\n"Berg, ""Ada""",2\r\n\'=1+1,\r\n')
})

it('marks what would be a formula, and what is marked already, with one more apostrophe', () => {
  const marked = (text: string) => csvOf([[text]]).slice(1, -2)
  for (const text of ['=1', '+49 30 1', '-1', '@a', '＝1', "'=1", "''@a"]) {
    expect(marked(text)).toBe(`'${text}`)
  }
  for (const text of ['\t=1', '\r1', '\n1']) expect(marked(text).replaceAll('"', '')).toBe(`'${text}`)
  for (const text of ["O'Neill", "'s-Hertogenbosch", "'", 'a=1', '5']) expect(marked(text)).toBe(text)
})
