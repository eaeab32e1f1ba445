import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../../api/settings'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { ClockSection } from './ClockSection'
import { SettingsForm } from './SettingsForm'

/** Settings > Organisation: what holds for everybody, and the simulated clock. */
export function OrganizationPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  usePageTitle(t('settings.title'))
  const denied = useDenied('settings.read')
  const { data, error, refetch } = useQuery({ ...settingsQuery, enabled: denied === null })
  return (
    <div className={styles.page}>
      <PageHeader title={t('settings.title')} text={t('settings.text')} />
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && !denied && <Waiting label={t('common.loading')} />}
      {data && <SettingsForm saved={data} />}
      <ClockSection />
    </div>
  )
}
