import type { PersonRow } from '../../../api/types'
import type { I18n } from '../../../i18n/context'
import { csvOf } from '../../../util/csv'
import { type ColumnKey, columnKeys, columnLabel } from '../list/columns'

type Cells = Record<ColumnKey, (row: PersonRow) => string | null | undefined>

const cells = ({ t, format }: I18n): Cells => ({
  upn: (row) => row.userPrincipalName,
  licenses: (row) => row.licenses.map((license) => format.name(license.names)).join('+'),
  department: (row) => row.department,
  jobTitle: (row) => row.jobTitle,
  location: (row) => row.usageLocation,
  signIn: (row) => t(row.accountEnabled ? 'person.signIn.allowed' : 'person.signIn.blocked'),
  mail: (row) => row.mail,
  city: (row) => row.city,
  country: (row) => row.country,
  office: (row) => row.officeLocation,
  created: (row) => row.createdDateTime,
  type: (row) => row.userType,
})

/** People as CSV: the name, every column of the list, and the object id. */
export function peopleCsv(people: readonly PersonRow[], i18n: I18n): string {
  const of = cells(i18n)
  const header = [i18n.t('users.name'), ...columnKeys.map((key) => i18n.t(columnLabel[key])), i18n.t('users.objectId')]
  return csvOf([header, ...people.map((row) => [row.displayName, ...columnKeys.map((key) => of[key](row)), row.id])])
}
