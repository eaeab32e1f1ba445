import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { applicationsQuery } from '../../../api/applications'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { usePageTitle } from '../../../hooks/use-page-title'
import { useDenied } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { EmptyState } from '../../../ui/EmptyState'
import { PageHeader } from '../../../ui/PageHeader'
import { usePageStyles } from '../../../ui/page-styles'
import { ApplicationsTable } from './ApplicationsTable'

const AddApplicationPane = lazy(() => import('./AddApplicationPane').then((module) => ({ default: module.AddApplicationPane })))
const route = getRouteApi('/settings/applications')

/** Settings > Applications: the programs that may ask this organization's data. */
export function ApplicationsPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const { pane } = route.useSearch()
  const navigate = route.useNavigate()
  const denied = useDenied('application.write')
  const unreadable = useDenied('application.read')
  usePageTitle(t('applications.title'))
  const { data, error, refetch } = useQuery({ ...applicationsQuery, enabled: unreadable === null })
  const show = (next: 'add' | undefined) => void navigate({ to: '/settings/applications', search: (previous) => ({ ...previous, pane: next }) })
  return (
    <div className={styles.page}>
      <PageHeader title={t('applications.title')} text={t('applications.text')} />
      <div className={styles.bar} role="toolbar" aria-label={t('list.actions')}>
        <ActionButton icon={<AddRegular />} appearance="subtle" reason={denied} onClick={() => show('add')}>{t('applications.add')}</ActionButton>
      </div>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{unreadable ?? denied}</MessageBarBody></MessageBar>}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.length === 0
        ? <EmptyState heading={t('applications.empty.title')} text={t('applications.empty.text')} />
        : !error && !unreadable && <ApplicationsTable applications={data} />}
      {pane === 'add' && !denied && (
        <Suspense fallback={null}><AddApplicationPane onClose={() => show(undefined)} /></Suspense>
      )}
      <Outlet />
    </div>
  )
}
