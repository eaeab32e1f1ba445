import type { PersonRow } from '../../../api/types'
import { useI18n } from '../../../i18n/context'

/** The products that a person holds, by name. */
export function HeldLicenses({ row }: { row: PersonRow }) {
  const { t, format } = useI18n()
  if (row.licenses.length === 0) return t('users.unlicensed')
  return row.licenses.map((license) => format.name(license.names)).join(t('common.separator'))
}
