import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { changeSetsQuery } from '../../api/history'
import type { HistoryParams } from '../../app/history-params'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useDenied, useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { EmptyState } from '../../ui/EmptyState'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Pager } from '../../ui/Pager'
import { pagesOf, totalOf } from '../../util/pages'
import { filterOf } from './filter-of'
import { HistoryFilters } from './HistoryFilters'
import { HistoryTable } from './HistoryTable'

const route = getRouteApi('/history')
const NO_FILTER = { user: undefined, actor: undefined, face: undefined, from: undefined, to: undefined }
const FIRST_PAGE = { page: undefined, after: undefined }

/** History > Changes: every change set, whoever made it and through whatever (25.26). */
export function HistoryPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const denied = useDenied('history.read')
  const { tenant } = useSession()
  const { page, after, ...params } = route.useSearch()
  const navigate = route.useNavigate()
  usePageTitle(t('history.title'))
  const filter = filterOf(params, tenant.timeZone)
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...changeSetsQuery(filter, after), enabled: denied === null })
  const filtered = Object.values(filter).some((value) => value !== undefined)

  const show = (next: HistoryParams) => void navigate({ search: (previous) => ({ ...previous, ...next }) })
  const narrow = (next: HistoryParams) => show({ ...next, ...FIRST_PAGE })

  if (denied) {
    return (
      <div className={styles.page}>
        <PageHeader title={t('history.title')} text={t('history.text')} />
        <EmptyState heading={t('error.forbidden.title')} text={denied} />
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('history.title')} text={t('history.text')} />
      <HistoryFilters params={params} sets={data?.value ?? []} filter={filter} onChange={narrow} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.value.length === 0
        ? (
          <EmptyState heading={t(filtered ? 'history.none.title' : 'history.empty.title')} text={t(filtered ? 'history.none.text' : 'history.empty.text')}>
            {filtered && <Button onClick={() => narrow(NO_FILTER)}>{t('history.clear')}</Button>}
          </EmptyState>
        )
        : !error && <HistoryTable sets={data?.value} stale={isPlaceholderData} />}
      {data && data.value.length > 0 && (
        <Pager shown={data.value.length} total={totalOf(data, after)} {...pagesOf({ page, after }, data, show)} />
      )}
      <Outlet />
    </div>
  )
}
