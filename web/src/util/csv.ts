/**
 * Cells that a spreadsheet would take for a formula are marked as text with one more apostrophe, which an import takes
 * away again (docs/security.md).
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

const cell = (value: string | number | null | undefined): string => {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV with the line ends and the byte order mark that spreadsheets expect. */
export const csvOf = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
