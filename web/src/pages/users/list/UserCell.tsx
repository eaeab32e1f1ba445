import type { PersonRow } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import { SignInName } from '../../../ui/SignInName'
import type { ColumnKey } from './columns'
import { HeldLicenses } from './HeldLicenses'

/** What stands in one column of one person. */
export function UserCell({ row, column }: { row: PersonRow; column: ColumnKey }) {
  const { t, format } = useI18n()
  switch (column) {
    case 'upn': return <SignInName upn={row.userPrincipalName} />
    case 'licenses': return <HeldLicenses row={row} />
    case 'department': return row.department
    case 'jobTitle': return row.jobTitle
    case 'location': return row.usageLocation && format.country(row.usageLocation)
    case 'signIn': return t(row.accountEnabled ? 'person.signIn.allowed' : 'person.signIn.blocked')
    case 'mail': return row.mail && <SignInName upn={row.mail} />
    case 'city': return row.city
    case 'country': return row.country && format.country(row.country)
    case 'office': return row.officeLocation
    case 'created': return row.createdDateTime && format.date(row.createdDateTime)
    case 'type': return t(row.userType === 'Guest' ? 'users.type.guest' : 'users.type.member')
  }
}
