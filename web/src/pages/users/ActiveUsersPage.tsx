import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { peopleListQuery } from '../../api/users-queries'
import type { UsersParams } from '../../app/search-params'
import { CloudHelp } from '../../clouds/CloudHelp'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useI18n } from '../../i18n/context'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Pager } from '../../ui/Pager'
import { SearchField } from '../../ui/SearchField'
import { pagesOf } from '../../util/pages'
import { FilterBar } from './filters/FilterBar'
import { CommandBar } from './list/CommandBar'
import { type Criteria, criteriaOf, isNarrowed, listQueryOf, NO_CRITERIA } from './list/criteria'
import { NobodyFound } from './list/NobodyFound'
import { SelectEveryone } from './list/SelectEveryone'
import { usePeopleSelection } from './list/use-people-selection'
import { UsersTable } from './list/UsersTable'
import { useColumns } from './views/use-columns'

// Menus come after the list: it can be read without them.
const ListMenus = lazy(() => import('./views/ListMenus').then((module) => ({ default: module.ListMenus })))
const UsersPanes = lazy(() => import('./UsersPanes').then((module) => ({ default: module.UsersPanes })))
const route = getRouteApi('/users')
const FIRST_PAGE = { page: undefined, after: undefined }

/** Users > Active users: people, what they hold, and what can be done with one or several of them. */
export function ActiveUsersPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (params: UsersParams, replace = false) => void navigate({ search: (previous) => ({ ...previous, ...params }), replace })
  const key = JSON.stringify(criteriaOf(search))
  const criteria = useMemo(() => JSON.parse(key) as Criteria, [key])
  const [columns, keepColumns] = useColumns(search.columns)
  usePageTitle(t('users.title'))
  const { data, error, isPlaceholderData, refetch } = useQuery(peopleListQuery({ ...listQueryOf(criteria), skiptoken: search.after }))
  const rows = data?.value
  const total = data?.['@odata.count']
  const selection = usePeopleSelection(criteria, isPlaceholderData ? undefined : rows, total)
  const departments = useMemo(() => [...new Set((rows ?? []).flatMap((row) => row.department ?? []))].sort(), [rows])

  const narrow = (next: Partial<Criteria>) => show({ ...next, ...FIRST_PAGE })

  return (
    <div className={styles.page}>
      <PageHeader title={t('users.title')} text={t('users.text')} />
      <CommandBar chosen={selection.chosen} onClear={selection.clear} onOpen={(pane) => show({ pane })} />
      <div className={styles.tools}>
        <SearchField label={t('users.search')} value={search.q ?? ''} onSearch={(q) => show({ q: q || undefined, ...FIRST_PAGE }, true)} />
        <FilterBar criteria={criteria} departments={departments} onChange={narrow} />
        <span className={styles.grow} />
        <Suspense fallback={null}>
          <ListMenus
            criteria={criteria} columns={columns} onColumns={(next) => show({ columns: keepColumns(next) })}
            onShow={(next, shown) => show({ ...NO_CRITERIA, ...next, columns: keepColumns(shown), ...FIRST_PAGE })}
          />
        </Suspense>
        <CloudHelp page="activeUsers" />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <SelectEveryone selection={selection} rows={rows} total={total} />
      {rows?.length === 0
        ? <NobodyFound filtered={isNarrowed(criteria)} onClear={() => narrow(NO_CRITERIA)} />
        : !error && (
          <UsersTable
            rows={rows} selection={selection.table} columns={columns} sort={search.sort} stale={isPlaceholderData}
            onSort={search.q ? undefined : (sort) => narrow({ sort })}
          />
        )}
      {data && data.value.length > 0 && (
        <Pager shown={data.value.length} total={total} {...pagesOf(search, data, show)} />
      )}
      {search.pane && (
        <Suspense fallback={null}>
          <UsersPanes
            key={search.pane} pane={search.pane} chosen={selection.chosen} criteria={criteria}
            onClose={(done) => { show({ pane: undefined }, true); if (done) selection.clear() }}
          />
        </Suspense>
      )}
      <Outlet />
    </div>
  )
}
