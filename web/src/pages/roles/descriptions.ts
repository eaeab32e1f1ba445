import type { RoleRef } from '../../api/types'
import type { MessageKey } from '../../i18n/en'
import type { Translate } from '../../i18n/translate'

/** What each role of the matrix is for, by template id. */
const keys: Record<string, MessageKey> = {
  '62e90394-69f5-4237-9190-012177145e10': 'roleText.Global',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'roleText.GlobalReader',
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a': 'roleText.License',
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'roleText.User',
  'b0f54661-2d74-4c50-afa3-1ec803f12efe': 'roleText.Billing',
  'f023fd81-a637-4b56-95fd-791ac0226033': 'roleText.ServiceSupport',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8': 'roleText.Helpdesk',
  '966707d0-3269-4727-9be2-8c3a10f19b9d': 'roleText.Password',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c': 'roleText.Groups',
  '29232cdf-9323-42fd-ade2-1d097af3e4de': 'roleText.Exchange',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c': 'roleText.SharePoint',
  '4a5d8f65-41da-4de4-8968-e035b65339cf': 'roleText.ReportsReader',
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b': 'roleText.DirectoryReaders',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'roleText.PrivilegedRole',
}

/** What a role is for, in a sentence or two. */
export function roleText(t: Translate, role: RoleRef): string {
  const key = keys[role.id]
  return key ? t(key) : t('roleText.other')
}
