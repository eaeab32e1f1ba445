import { Badge, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { PasswordCredential } from '../../../api/applications'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { usePageStyles } from '../../../ui/page-styles'
import { stateOfSecret } from './kinds'
import { useSecretDates } from './use-secret-dates'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '12px', padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
})

interface Props {
  secret: PasswordCredential
  denied: string | null
  onRemove: () => void
}

/** A secret by its name, its first letters and its end; never the secret itself. */
export function SecretRow({ secret, denied, onRemove }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const { now, dateOf } = useSecretDates()
  const state = stateOfSecret(secret, now)
  const name = secret.displayName || t('applications.secrets.unnamed')
  const end = secret.endDateTime
  const date = end && dateOf(end)
  return (
    <li className={styles.row}>
      <div className={`${page.stack} ${page.grow}`}>
        <Text weight="semibold">{name}</Text>
        {secret.hint && <Caption1 className={page.quiet}>{t('applications.secrets.hint', { hint: secret.hint })}</Caption1>}
        <Caption1 className={page.quiet}>{date ? t(state === 'expired' ? 'applications.secrets.ended' : 'applications.secrets.until', { date }) : t('applications.secrets.forever')}</Caption1>
        {state !== 'valid' && <span><Badge appearance="tint" color={state === 'expired' ? 'danger' : 'warning'}>{t(`applications.secret.${state}`)}</Badge></span>}
      </div>
      <ActionButton appearance="subtle" reason={denied} aria-label={t('applications.secrets.remove.of', { name })} onClick={onRemove}>
        {t('applications.secrets.remove')}
      </ActionButton>
    </li>
  )
}
