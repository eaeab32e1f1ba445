import { MessageBar, MessageBarBody, makeStyles, Text } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Application, PasswordCredential } from '../../../api/applications'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { AddSecretDialog } from './AddSecretDialog'
import { hasSecrets, kindOf } from './kinds'
import { RemoveSecretDialog } from './RemoveSecretDialog'
import { SecretRow } from './SecretRow'
import { useSecretDates } from './use-secret-dates'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0 } })

/** The secrets by which the application proves who it is: until when, add one, remove one. */
export function SecretsTab({ application, denied }: { application: Application; denied: string | null }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { differs } = useSecretDates()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<PasswordCredential | null>(null)
  const secrets = application.passwordCredentials
  const needless = hasSecrets(kindOf(application)) ? null : t('applications.secrets.public')
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      <Text>{needless ?? t('applications.secrets.text')}</Text>
      {differs && !needless && <Text size={200}>{t('applications.secrets.realClock')}</Text>}
      <div>
        <ActionButton icon={<AddRegular />} appearance="primary" reason={denied ?? needless} onClick={() => setAdding(true)}>
          {t('applications.addSecret')}
        </ActionButton>
      </div>
      {secrets.length === 0 && !needless && <Text role="status">{t('applications.secrets.none')}</Text>}
      {secrets.length > 0 && (
        <ul className={styles.list} aria-label={t('applications.tab.secrets')}>
          {secrets.map((secret) => <SecretRow key={secret.keyId} secret={secret} denied={denied} onRemove={() => setRemoving(secret)} />)}
        </ul>
      )}
      {adding && <AddSecretDialog application={application} onClose={() => setAdding(false)} />}
      {removing && <RemoveSecretDialog application={application} secret={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}
