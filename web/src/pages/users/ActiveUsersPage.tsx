import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { peopleQuery } from '../../api/queries'
import type { PersonRow } from '../../api/types'
import { peopleFilters, type UsersParams } from '../../app/search-params'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useSelection } from '../../hooks/use-selection'
import { useI18n } from '../../i18n/context'
import { FilterChips } from '../../ui/FilterChips'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Pager } from '../../ui/Pager'
import { SearchField } from '../../ui/SearchField'
import { pagesOf } from '../../util/pages'
import { ManageBar } from './ManageBar'
import { NobodyFound } from './NobodyFound'
import { UsersTable } from './UsersTable'

const ManagePane = lazy(() => import('./ManagePane').then((module) => ({ default: module.ManagePane })))
const route = getRouteApi('/users')
const FIRST_PAGE = { page: undefined, after: undefined }

/** Users > Active users: people, what they hold, and what can be done with one or several of them. */
export function ActiveUsersPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const { q = '', filter = 'all', page, after } = route.useSearch()
  const navigate = route.useNavigate()
  const selection = useSelection<PersonRow>()
  const [managing, setManaging] = useState(false)
  usePageTitle(t('users.title'))
  const { data, error, isPlaceholderData, refetch } = useQuery(peopleQuery({ search: q, filter: filter === 'all' ? undefined : filter, skiptoken: after }))

  const show = (params: UsersParams, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...params }), replace })
  const users = [...selection.selected.values()]

  return (
    <div className={styles.page}>
      <PageHeader title={t('users.title')} text={t('users.text')} />
      <ManageBar count={users.length} onClear={selection.clear} onManage={() => setManaging(true)} />
      <div className={styles.tools}>
        <SearchField label={t('users.search')} value={q} onSearch={(next) => show({ q: next || undefined, ...FIRST_PAGE }, true)} />
        <FilterChips
          label={t('list.filters')} value={filter}
          choices={peopleFilters.map((value) => ({ value, label: t(`users.filter.${value}`) }))}
          onChange={(next) => show({ filter: next === 'all' ? undefined : next, ...FIRST_PAGE })}
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.value.length === 0
        ? <NobodyFound filtered={q !== '' || filter !== 'all'} onClear={() => show({ q: undefined, filter: undefined, ...FIRST_PAGE })} />
        : !error && <UsersTable rows={data?.value} selection={selection} stale={isPlaceholderData} />}
      {data && data.value.length > 0 && (
        <Pager shown={data.value.length} total={data['@odata.count']} {...pagesOf({ page, after }, data, show)} />
      )}
      {managing && (
        <Suspense fallback={null}>
          <ManagePane people={users} onClose={(done) => { setManaging(false); if (done) selection.clear() }} />
        </Suspense>
      )}
      <Outlet />
    </div>
  )
}
