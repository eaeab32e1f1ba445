import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { GLOBAL_ADMIN, type Role } from '../../api/roles'
import { useI18n } from '../../i18n/context'

/** Two to four Global admins are recommended; one alone cannot be unlocked by anybody (ROL-8). */
export function GlobalAdminAdvice({ roles }: { roles: readonly Role[] }) {
  const { t } = useI18n()
  const count = roles.find((role) => role.id === GLOBAL_ADMIN)?.holderCount
  if (count === undefined || (count >= 2 && count <= 4)) return null
  const few = count < 2
  return (
    <MessageBar intent={few ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('roles.globalAdmins', { count })}</MessageBarTitle>{' '}
        {t(few ? 'roles.globalAdmins.few' : 'roles.globalAdmins.many')}
      </MessageBarBody>
    </MessageBar>
  )
}
