/** Which rows are selected, kept across pages and searches, in the order in which they were chosen. */
export type Selection<T> = ReadonlyMap<string, T>

interface Row {
  id: string
}

/** Adds or removes rows; the given order is kept for new ones. */
export function setSelected<T extends Row>(selection: Selection<T>, rows: readonly T[], selected: boolean): Selection<T> {
  const next = new Map(selection)
  for (const row of rows) {
    if (selected) next.set(row.id, row)
    else next.delete(row.id)
  }
  return next
}

/** The rows from the last one touched to this one, whichever comes first; just this one when there is no last. */
export function rangeOf<T extends Row>(rows: readonly T[], anchor: string | null, to: string): readonly T[] {
  const end = rows.findIndex((row) => row.id === to)
  const start = rows.findIndex((row) => row.id === anchor)
  if (end < 0) return []
  if (start < 0) return rows.slice(end, end + 1)
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/** The state of the box above the page: all, some or none of the rows shown. */
export function pageState<T extends Row>(selection: Selection<T>, rows: readonly T[]): boolean | 'mixed' {
  const count = rows.filter((row) => selection.has(row.id)).length
  if (count === 0) return false
  return count === rows.length ? true : 'mixed'
}
