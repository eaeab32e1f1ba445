import { makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import type { NewPassword } from '../../../api/applications'
import { useI18n } from '../../../i18n/context'
import { Fact } from './Fact'
import { useSecretDates } from './use-secret-dates'

const useStyles = makeStyles({ root: { display: 'grid', gap: '10px', gridTemplateColumns: 'minmax(0, 1fr)' } })

/** A secret, shown this once: the server keeps only what it needs to recognise it. */
export function SecretOnce({ secret }: { secret: NewPassword }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { dateOf, differs } = useSecretDates()
  return (
    <section aria-label={t('applications.newSecret')} className={styles.root}>
      <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('applications.newSecret.once')}</MessageBarBody></MessageBar>
      <Fact label={t('applications.newSecret')} value={secret.secretText} />
      {secret.endDateTime && <Text>{t('applications.newSecret.until', { date: dateOf(secret.endDateTime) })}</Text>}
      {differs && <Text size={200}>{t('applications.secrets.realClock')}</Text>}
    </section>
  )
}
