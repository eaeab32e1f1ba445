import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { ApiError } from '../../api/errors'
import { GLOBAL_ADMIN, type Role } from '../../api/roles'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'

/** Why a role was not taken away; that the last Global admin keeps theirs is said in the reader's words (25.25). */
export function TakeAwayError({ error, role }: { error: unknown; role: Role }) {
  const { t, reason } = useI18n()
  const known = error instanceof ApiError ? error : null
  // The one thing that makes the request itself wrong, when the role is that of Global admin.
  if (role.id !== GLOBAL_ADMIN || known?.status !== 400) return <ErrorNotice error={error} />
  const { message, remedy } = reason({ code: 'lastGlobalAdmin' })
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{message}</MessageBarTitle> {remedy}
        {known.requestId && <> {t('error.requestId', { id: known.requestId })}</>}
      </MessageBarBody>
    </MessageBar>
  )
}
