/** A CSV file taken apart only as far as needed to send it in parts: quotes, line ends and lines are kept as they are. */

export interface CsvRecord {
  /** The line on which it begins, counted from 1. */
  line: number
  /** As it stands in the file, with its line end. */
  text: string
}

export interface CsvFile {
  header: CsvRecord | null
  /** Rows that hold something. */
  rows: CsvRecord[]
}

/** Cuts at line ends that are not inside quotes. */
function recordsOf(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let [start, line, startLine, quoted] = [0, 1, 1, false]
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at]
    if (char === '"') quoted = !quoted
    const ends = at === text.length || (!quoted && char === '\n')
    if (char === '\n') line += 1
    if (!ends) continue
    const record = text.slice(start, at + 1)
    if (record !== '') records.push({ line: startLine, text: record })
    ;[start, startLine] = [at + 1, line]
  }
  return records
}

const isBlank = ({ text }: CsvRecord): boolean => /^[\s,;]*$/.test(text)

export function readCsv(text: string): CsvFile {
  const [header, ...rows] = recordsOf(text.replace(/^\uFEFF/, '')).filter((record) => !isBlank(record))
  return { header: header ?? null, rows }
}

/** What the header is separated by. */
const separatorOf = (header: string): string => [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)[0]!

/** The cells of one record. */
export function cellsOf(record: string, separator: string): string[] {
  const cells: string[] = []
  let [cell, quoted] = ['', false]
  for (const char of record.replace(/\r?\n$/, '')) {
    if (char === '"') quoted = !quoted
    else if (char === separator && !quoted) { cells.push(cell.trim()); cell = '' } else cell += char
  }
  return [...cells, cell.trim()]
}

/** The spellings of the column that the server knows, without blanks and punctuation. */
const USERNAME = new Set(['username', 'userprincipalname', 'upn', 'signinname'])

/** Sign-in names that stand in the file before, by line, with the line of the first: only here is the whole file known. */
export function repeatedNames({ header, rows }: CsvFile, domain: string): Map<number, { name: string; first: number }> {
  const repeated = new Map<number, { name: string; first: number }>()
  if (!header) return repeated
  const separator = separatorOf(header.text)
  const column = cellsOf(header.text, separator).findIndex((cell) => USERNAME.has(cell.toLowerCase().replace(/[^a-z]/g, '')))
  const lines = new Map<string, number>()
  for (const row of rows) {
    const name = cellsOf(row.text, separator)[column] ?? ''
    if (!name) continue
    const whole = (name.includes('@') ? name : `${name}@${domain}`).toLowerCase()
    const first = lines.get(whole)
    if (first === undefined) lines.set(whole, row.line)
    else repeated.set(row.line, { name, first })
  }
  return repeated
}

export interface Part {
  csv: string
  rows: number
  /** The line in the file of a line in this part. */
  lineOf: (line: number) => number
}

/** Parts of at most `size` rows, each a file of its own with the header. */
export function partsOf({ header, rows }: CsvFile, size: number): Part[] {
  if (!header) return []
  const head = header.text.endsWith('\n') ? header.text : `${header.text}\n`
  const headLines = head.split('\n').length - 1
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => {
    const part = rows.slice(index * size, (index + 1) * size)
    const lines: number[] = []
    for (const row of part) {
      const count = row.text.replace(/\n$/, '').split('\n').length
      for (let within = 0; within < count; within += 1) lines.push(row.line + within)
    }
    return {
      csv: head + part.map((row) => (row.text.endsWith('\n') ? row.text : `${row.text}\n`)).join(''), rows: part.length,
      lineOf: (line) => (line <= headLines ? header.line : (lines[line - headLines - 1] ?? line)),
    }
  })
}
