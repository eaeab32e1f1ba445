import { describe, expect, it } from 'vitest'
import { cellsOf, partsOf, readCsv, repeatedNames } from './csv-file'

const file = readCsv('\uFEFFUser name,Display name\r\nada,"Ada\nBerg"\r\n\r\nbo,Bo\r\nADA@larkfield.example,Other\r\n')

describe('a CSV file', () => {
  it('is taken apart outside quotes, with the lines as an editor counts them', () => {
    expect(file.rows.map((row) => row.line)).toEqual([2, 5, 6])
    expect(cellsOf(file.rows[0]!.text, ',')).toEqual(['ada', 'Ada\nBerg'])
    expect(readCsv('')).toEqual({ header: null, rows: [] })
  })

  it('is sent in parts that know where their lines stand in the file', () => {
    const parts = partsOf(file, 2)
    expect(parts.map((part) => part.csv)).toEqual([
      'User name,Display name\r\nada,"Ada\nBerg"\r\nbo,Bo\r\n', 'User name,Display name\r\nADA@larkfield.example,Other\r\n',
    ])
    expect([1, 2, 4].map(parts[0]!.lineOf)).toEqual([1, 2, 5])
    expect(parts[1]!.lineOf(2)).toBe(6)
  })

  it('names who stands in it twice, however far apart', () => {
    expect([...repeatedNames(file, 'larkfield.example')]).toEqual([[6, { name: 'ADA@larkfield.example', first: 2 }]])
    expect(repeatedNames(readCsv('UPN;Name\nx@y;X\nX@Y;X\n'), 'z').size).toBe(1)
    expect(repeatedNames(readCsv('Name\nAda\nAda\n'), 'z').size).toBe(0)
  })
})
