import type { MessageKey } from '../../../i18n/en'

/** The columns that can be shown beside the name, in the order in which they stand. */
export const columnKeys = [
  'upn', 'licenses', 'department', 'jobTitle', 'location', 'signIn', 'mail', 'city', 'country', 'office', 'created', 'type',
] as const
export type ColumnKey = (typeof columnKeys)[number]

export const DEFAULT_COLUMNS: readonly ColumnKey[] = ['upn', 'licenses', 'department']

export const columnLabel: Record<ColumnKey, MessageKey> = {
  upn: 'users.upn', licenses: 'users.licenses', department: 'users.department', jobTitle: 'person.jobTitle', location: 'person.location',
  signIn: 'person.signIn', mail: 'person.mail', city: 'person.city', country: 'users.country', office: 'person.office',
  created: 'person.created', type: 'users.type',
}

/** The known ones among what was stored, in the table's order; the default when that is nothing readable. */
export function columnsOf(stored: unknown): readonly ColumnKey[] {
  if (!Array.isArray(stored)) return DEFAULT_COLUMNS
  return columnKeys.filter((key) => stored.includes(key))
}

/** Stands in the address when no column is shown beside the name. */
const ONLY_NAME = 'name'

/** The columns as the address holds them. */
export const columnsText = (columns: readonly ColumnKey[]): string => columns.join(',') || ONLY_NAME

/** The columns that the address names; null when it names none, so that the remembered ones are shown. */
export function columnsIn(text: string | undefined): readonly ColumnKey[] | null {
  if (text === undefined) return null
  const named = columnsOf(text.split(','))
  return named.length > 0 || text === ONLY_NAME ? named : null
}

/** Shows a column or leaves it out. */
export const toggleColumn = (columns: readonly ColumnKey[], key: ColumnKey): readonly ColumnKey[] =>
  columnKeys.filter((one) => (one === key ? !columns.includes(one) : columns.includes(one)))
