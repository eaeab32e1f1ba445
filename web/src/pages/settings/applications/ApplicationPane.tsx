import { makeStyles } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Application, applicationQuery } from '../../../api/applications'
import { type ApplicationTab, applicationTabs } from '../../../app/search-params'
import { Waiting } from '../../../components/change/Waiting'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useDenied } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Pane } from '../../../ui/Pane'
import { PaneTabs } from '../../../ui/PaneTabs'
import { DeleteDialog } from './DeleteDialog'
import { DetailsTab } from './DetailsTab'
import { PermissionsTab } from './PermissionsTab'
import { SecretsTab } from './SecretsTab'
import { UseTab } from './UseTab'

const route = getRouteApi('/settings/applications/$applicationId')
const useStyles = makeStyles({ body: { display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' } })

/** One application, over the list: how to use it, its name and addresses, its secrets, its permissions. */
export function ApplicationPane() {
  const { t } = useI18n()
  const { applicationId } = route.useParams()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(applicationQuery(applicationId))
  const close = () => void navigate({ to: '/settings/applications', search: (previous) => ({ ...previous, tab: undefined }) })
  if (data) return <LoadedPane key={data.id} application={data} onClose={close} />
  return (
    <Pane title={t('applications.title')} label={t('applications.title')} onClose={close}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting label={t('common.loading')} />}
    </Pane>
  )
}

function LoadedPane({ application, onClose }: { application: Application; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tab = 'use' } = route.useSearch()
  const navigate = route.useNavigate()
  const denied = useDenied('application.write')
  const [deleting, setDeleting] = useState(false)
  const show = (next: ApplicationTab) => void navigate({ search: (previous) => ({ ...previous, tab: next }), replace: true, resetScroll: false })
  return (
    <Pane
      title={application.displayName} label={t('applications.pane', { name: application.displayName })} onClose={onClose}
      footer={<ActionButton icon={<DeleteRegular />} reason={denied} onClick={() => setDeleting(true)}>{t('applications.delete')}</ActionButton>}
      above={
        <PaneTabs value={tab} tabs={applicationTabs.map((value) => ({ value, label: t(`applications.tab.${value}`) }))} onChange={show} />
      }
    >
      <div role="tabpanel" aria-label={t(`applications.tab.${tab}`)} className={styles.body}>
        {tab === 'use' && <UseTab application={application} />}
        {tab === 'details' && <DetailsTab application={application} denied={denied} />}
        {tab === 'secrets' && <SecretsTab application={application} denied={denied} />}
        {tab === 'permissions' && <PermissionsTab application={application} denied={denied} />}
      </div>
      {deleting && <DeleteDialog application={application} onClose={(deleted) => { setDeleting(false); if (deleted) onClose() }} />}
    </Pane>
  )
}
