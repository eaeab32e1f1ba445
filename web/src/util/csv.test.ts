import { expect, it } from 'vitest'
import { csvOf } from './csv'

it('writes CSV that spreadsheets read as text', () => {
  expect(csvOf([['Name', 'n'], ['Berg, "Ada"', 2], ['=1+1', null]])).toBe('\uFEFFName,n\r\n"Berg, ""Ada""",2\r\n\'=1+1,\r\n')
})
