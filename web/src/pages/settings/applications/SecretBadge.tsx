import { Badge } from '@fluentui/react-components'
import type { Application } from '../../../api/applications'
import { useI18n } from '../../../i18n/context'
import { hasSecrets, kindOf, type SecretState, stateOfSecrets } from './kinds'
import { useSecretDates } from './use-secret-dates'

const colors = { none: 'warning', expired: 'danger', soon: 'warning', valid: 'success' } as const satisfies Record<SecretState, string>

/** Whether the application has a secret with which it can sign in; a public client needs none. */
export function SecretBadge({ application }: { application: Application }) {
  const { t } = useI18n()
  const { now } = useSecretDates()
  if (!hasSecrets(kindOf(application))) return t('applications.secret.notNeeded')
  const state = stateOfSecrets(application.passwordCredentials, now)
  return <Badge appearance="tint" color={colors[state]}>{t(`applications.secret.${state}`)}</Badge>
}
