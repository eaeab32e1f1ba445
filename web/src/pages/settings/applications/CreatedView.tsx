import { makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { Application, NewPassword } from '../../../api/applications'
import { useI18n } from '../../../i18n/context'
import { RouterLink } from '../../../ui/RouterLink'
import { hasSecrets, kindOf } from './kinds'
import { SecretOnce } from './SecretOnce'
import { UseTab } from './UseTab'

const useStyles = makeStyles({ root: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' } })

/** The application exists: its secret, this once, and how to use it. */
export function CreatedView({ application, secret }: { application: Application; secret: NewPassword | null }) {
  const styles = useStyles()
  const { t } = useI18n()
  const lacksSecret = secret === null && hasSecrets(kindOf(application))
  return (
    <div className={styles.root}>
      <MessageBar intent="success" role="status"><MessageBarBody>{t('applications.created', { name: application.displayName })}</MessageBarBody></MessageBar>
      {secret && <SecretOnce secret={secret} />}
      {lacksSecret && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t('applications.created.noSecret')}{' '}
            <RouterLink to="/settings/applications/$applicationId" params={{ applicationId: application.id }} search={{ tab: 'secrets' }}>
              {t('applications.tab.secrets')}
            </RouterLink>
          </MessageBarBody>
        </MessageBar>
      )}
      <UseTab application={application} />
    </div>
  )
}
