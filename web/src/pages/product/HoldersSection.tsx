import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { holdersQuery } from '../../api/queries'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useSelection } from '../../hooks/use-selection'
import { useI18n } from '../../i18n/context'
import { EmptyState } from '../../ui/EmptyState'
import { Pager } from '../../ui/Pager'
import { RouterLink } from '../../ui/RouterLink'
import { SearchField } from '../../ui/SearchField'
import { pagesOf } from '../../util/pages'
import { type HolderRow, HoldersTable } from './HoldersTable'
import { UnassignBar, type UnassignMode } from './UnassignBar'
import { UnassignDialog } from './UnassignDialog'

const route = getRouteApi('/licenses/$skuId')

/** The holders of a product: search, pages from the server, selection, and Unassign licenses (UNA-11). */
export function HoldersSection({ skuId, productName }: { skuId: string; productName: string }) {
  const { t } = useI18n()
  const { q = '', page, after } = route.useSearch()
  const navigate = route.useNavigate()
  const selection = useSelection<HolderRow>()
  const [mode, setMode] = useState<UnassignMode | null>(null)
  const { data, error, isPlaceholderData, refetch } = useQuery(holdersQuery(skuId, { search: q, skiptoken: after }))

  const go = (position: { page?: number; after?: string }) => void navigate({ search: (previous) => ({ ...previous, ...position }) })
  const search = (next: string) => void navigate({ search: (previous) => ({ job: previous.job, q: next || undefined }), replace: true })
  const rows = data?.value.map((holder) => ({ ...holder, id: holder.user.id }))
  const users = [...selection.selected.keys()]

  return (
    <>
      <UnassignBar count={users.length} onClear={selection.clear} onUnassign={setMode} />
      <SearchField label={t('product.search')} value={q} onSearch={search} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0
        ? q
          ? (
            <EmptyState heading={t('product.none.title', { search: q })} text={t('product.none.text')}>
              <Button onClick={() => search('')}>{t('common.clearFilters')}</Button>
            </EmptyState>
          )
          : (
            <EmptyState heading={t('product.empty.title')} text={t('product.empty.text')}>
              <RouterLink to="/users">{t('product.empty.action')}</RouterLink>
            </EmptyState>
          )
        : !error && <HoldersTable label={t('product.table', { product: productName })} rows={rows} selection={selection} stale={isPlaceholderData} />}
      {data && data.value.length > 0 && (
        <Pager shown={data.value.length} total={data['@odata.count']} {...pagesOf({ page, after }, data, go)} />
      )}
      {mode && (
        <UnassignDialog
          skuId={skuId} productName={productName} users={users} mode={mode}
          onClose={(done) => { setMode(null); if (done) selection.clear() }}
        />
      )}
    </>
  )
}
