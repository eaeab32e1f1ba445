import type { ImportRow } from '../../../api/users-types'
import type { I18n } from '../../../i18n/context'
import type { Translate } from '../../../i18n/translate'
import { csvOf } from '../../../util/csv'
import { problemText } from './problem-text'

export interface ImportCounts {
  created: number
  updated: number
  unchanged: number
  refused: number
}

export function countsOf(rows: readonly ImportRow[]): ImportCounts {
  const of = (status: ImportRow['status']) => rows.filter((row) => row.status === status).length
  return { created: of('created'), updated: of('updated'), unchanged: of('unchanged'), refused: of('refused') }
}

/** Every row with what became of it; without passwords, so that it can be passed on. */
export const reportCsv = (rows: readonly ImportRow[], i18n: Pick<I18n, 't' | 'reason'>): string => csvOf([
  [i18n.t('import.line'), i18n.t('person.username'), i18n.t('import.result'), i18n.t('import.why'), i18n.t('users.objectId')],
  ...rows.map((row) => [row.line, row.userPrincipalName, i18n.t(`import.status.${row.status}`), problemText(i18n, row), row.userId]),
])

/** The first passwords of everyone who was created. */
export const passwordsCsv = (rows: readonly ImportRow[], t: Translate): string => csvOf([
  [t('person.username'), t('import.firstPassword')],
  ...rows.filter((row) => row.temporaryPassword).map((row) => [row.userPrincipalName, row.temporaryPassword]),
])

/** The admin center's bulk template, with one example row. */
export const templateCsv = (domain: string): string => csvOf([
  ['Username', 'First name', 'Last name', 'Display name', 'Job title', 'Department', 'Office number', 'Office phone', 'Mobile phone',
    'Fax', 'Alternate email address', 'Address', 'City', 'State or province', 'ZIP or postal code', 'Country or region', 'Usage location'],
  [`ada.berg@${domain}`, 'Ada', 'Berg', 'Ada Berg', 'Analyst', 'Sales', '123', '', '', '', '', '', 'Munich', '', '', 'Germany', 'DE'],
])
