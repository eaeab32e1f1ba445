import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { holdersQuery } from '../../api/queries'
import type { Product } from '../../api/types'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { Pager } from '../../ui/Pager'
import { SearchField } from '../../ui/SearchField'
import { pagesOf } from '../../util/pages'
import { orderByOf, type PeopleSort } from '../../util/people-sort'
import { ExportUsers } from './ExportUsers'
import { rowOf } from './holder-rows'
import { HoldersTable } from './HoldersTable'
import { NoHolders } from './NoHolders'
import { SelectAllBar } from './SelectAllBar'
import { type Mode, UnassignBar } from './UnassignBar'
import { UnassignDialog } from './UnassignDialog'
import { useHolderSelection } from './use-select-all'

const route = getRouteApi('/licenses/$skuId')

/** The holders of a product: search, pages from the server, selection, and what can be done with it (UNA-11, ASG-2). */
export function HoldersSection({ product }: { product: Product }) {
  const { skuId, names } = product
  const { t, format } = useI18n()
  const { q = '', sort, page, after } = route.useSearch()
  const navigate = route.useNavigate()
  const selection = useHolderSelection()
  const { table, everyone } = selection
  const [mode, setMode] = useState<Mode | null>(null)
  const { data, error, isPlaceholderData, refetch } = useQuery(holdersQuery(skuId, { search: q, skiptoken: after, orderBy: q ? undefined : orderByOf(sort) }))

  const go = (position: { page?: number; after?: string }) => void navigate({ search: (previous) => ({ ...previous, ...position }) })
  const search = (next: string) =>
    void navigate({ search: (previous) => ({ ...previous, q: next || undefined, page: undefined, after: undefined }), replace: true })
  const order = (next: PeopleSort | undefined) =>
    void navigate({ search: (previous) => ({ ...previous, sort: next, page: undefined, after: undefined }) })
  const assign = () => void navigate({ search: (previous) => ({ ...previous, pane: 'assign' }) })
  const close = (done: boolean) => { setMode(null); if (done) table.clear() }
  const rows = data?.value.map(rowOf)
  const total = data?.['@odata.count']
  const users = everyone ? null : [...table.selected.keys()]
  const count = users?.length ?? total ?? 0
  const name = format.name(names)

  return (
    <>
      <UnassignBar count={count} onClear={table.clear} onAssign={assign} onUnassign={setMode}>
        <ExportUsers product={product} />
      </UnassignBar>
      <SearchField label={t('product.search')} value={q} onSearch={search} />
      {rows && <SelectAllBar skuId={skuId} search={q} rows={rows} total={total} selection={selection} />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0
        ? <NoHolders search={q} onClear={() => search('')} onAssign={assign} />
        : !error && (
          <HoldersTable
            label={t('product.table', { product: name })} rows={rows} selection={table} stale={isPlaceholderData}
            sort={sort} onSort={q ? undefined : order}
          />
        )}
      {data && data.value.length > 0 && <Pager shown={data.value.length} total={total} {...pagesOf({ page, after }, data, go)} />}
      {mode && (
        <UnassignDialog
          skuId={skuId} productName={name} users={users} count={count} mode={mode}
          onReassign={assign} onClose={close}
        />
      )}
    </>
  )
}
