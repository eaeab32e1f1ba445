import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { auditQuery } from '../../api/history'
import type { AuditParams } from '../../app/history-params'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useDenied, useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { EmptyState } from '../../ui/EmptyState'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Pager } from '../../ui/Pager'
import { pagesOf, totalOf } from '../../util/pages'
import { auditFilterOf } from './audit-filter'
import { AuditFilters } from './AuditFilters'
import { AuditTable } from './AuditTable'

const route = getRouteApi('/audit')
const NO_FILTER = { activity: undefined, actor: undefined, target: undefined, set: undefined, from: undefined, to: undefined }
const FIRST_PAGE = { page: undefined, after: undefined }

/** History > Audit: one record for every effect, each bound to the one before by its hash. */
export function AuditPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const denied = useDenied('audit.read')
  const { tenant } = useSession()
  const { page, after, ...params } = route.useSearch()
  const navigate = route.useNavigate()
  usePageTitle(t('audit.title'))
  const filter = auditFilterOf(params, tenant.timeZone)
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...auditQuery(filter, after), enabled: denied === null })
  const filtered = Object.values(filter).some((value) => value !== undefined)

  const show = (next: AuditParams) => void navigate({ search: (previous) => ({ ...previous, ...next }) })
  const narrow = (next: AuditParams) => show({ ...next, ...FIRST_PAGE })

  if (denied) {
    return (
      <div className={styles.page}>
        <PageHeader title={t('audit.title')} text={t('audit.text')} />
        <EmptyState heading={t('error.forbidden.title')} text={denied} />
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('audit.title')} text={t('audit.text')} />
      <AuditFilters params={params} records={data?.value ?? []} filter={filter} onChange={narrow} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.value.length === 0
        ? (
          <EmptyState heading={t(filtered ? 'audit.none.title' : 'audit.empty.title')} text={t(filtered ? 'history.none.text' : 'audit.empty.text')}>
            {filtered && <Button onClick={() => narrow(NO_FILTER)}>{t('history.clear')}</Button>}
          </EmptyState>
        )
        : !error && <AuditTable records={data?.value} stale={isPlaceholderData} />}
      {data && data.value.length > 0 && (
        <Pager shown={data.value.length} total={totalOf(data, after)} {...pagesOf({ page, after }, data, show)} />
      )}
      <Outlet />
    </div>
  )
}
