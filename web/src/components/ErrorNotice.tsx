import { Button, Link, makeStyles, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { ApiError, errorKind } from '../api/errors'
import { paths } from '../api/paths'
import { type I18n, useI18n } from '../i18n/context'
import { roleName } from '../i18n/roles'
import type { Wording } from '../i18n/words'

const useStyles = makeStyles({ bar: { height: 'auto' }, detail: { display: 'block', overflowWrap: 'anywhere' } })

/** What to do about an error, in the reader's words. */
function remedyOf(error: unknown, { t, format }: I18n): string {
  const kind = errorKind(error)
  const roles = error instanceof ApiError ? error.rolesThatWould : []
  if (kind === 'forbidden') {
    if (roles.length === 0) return t('error.forbidden.plain')
    return t('error.forbidden.text', { roles: format.either(roles.map((role) => roleName(t, role))) })
  }
  const seconds = error instanceof ApiError ? (error.retryAfter ?? 0) : 0
  return t(`error.${kind}.text`, { seconds })
}

/** Something failed: what, what to do next, and the request id to ask about. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const kind = errorKind(error)
  const known = error instanceof ApiError ? error : null
  const notRevertible = known?.details.map(i18n.notRevertible).find((wording) => wording !== null)
  if (notRevertible) return <NotRevertible wording={notRevertible} />
  const returnTo = window.location.pathname + window.location.search
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t(`error.${kind}.title`)}</MessageBarTitle> {remedyOf(error, i18n)}
        {known && known.status > 0 && <span className={styles.detail}>{t('error.message', { message: known.message })}</span>}
        {known?.requestId && <span className={styles.detail}>{t('error.requestId', { id: known.requestId })}</span>}
        {!known && <span className={styles.detail}>{t('error.message', { message: String(error) })}</span>}
        {kind === 'signedOut' && <Link href={paths.signIn(returnTo)}>{t('signIn.button')}</Link>}
      </MessageBarBody>
      {onRetry && kind !== 'signedOut' && (
        <MessageBarActions><Button onClick={onRetry}>{t('common.retry')}</Button></MessageBarActions>
      )}
    </MessageBar>
  )
}

/** Undo is refused, and trying again would not help. */
function NotRevertible({ wording: { message, remedy } }: { wording: Wording }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{t('error.notRevertible.title')}</MessageBarTitle> {message}
        {remedy && <span className={styles.detail}>{remedy}</span>}
      </MessageBarBody>
    </MessageBar>
  )
}
