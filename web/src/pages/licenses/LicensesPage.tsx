import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { productsQuery } from '../../api/queries'
import type { LicensesParams } from '../../app/search-params'
import { CloudHelp } from '../../clouds/CloudHelp'
import { AddProductsPane } from '../../components/add-products/AddProductsPane'
import { CountingHelp } from '../../components/CountingHelp'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Chip } from '../../ui/Chip'
import { EmptyState } from '../../ui/EmptyState'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { SearchField } from '../../ui/SearchField'
import { ProductsTable } from './ProductsTable'

const route = getRouteApi('/licenses')

/** Billing > Licenses: what the organization owns, and how much of it is assigned (UNA-13). */
export function LicensesPage() {
  const styles = usePageStyles()
  const { t } = useI18n()
  const { q = '', filter, pane } = route.useSearch()
  const navigate = route.useNavigate()
  usePageTitle(t('licenses.title'))
  const selfService = filter === 'selfService'
  const denied = useDenied('subscription.write')
  const { data, error, isPlaceholderData, refetch } = useQuery(productsQuery({ search: q, selfService: selfService ? 'only' : undefined }))
  const change = (params: LicensesParams) =>
    void navigate({ search: (previous) => ({ ...previous, ...params }), replace: true })
  const filtered = q !== '' || selfService
  const addProducts = (
    <ActionButton appearance="subtle" icon={<AddRegular />} reason={denied} onClick={() => change({ pane: 'add' })}>{t('setup.products.command')}</ActionButton>
  )

  return (
    <div className={styles.page}>
      <PageHeader title={t('licenses.title')} text={t('licenses.text')} />
      <div className={styles.bar} role="group" aria-label={t('list.actions')}>{addProducts}</div>
      <div className={styles.tools} role="group" aria-label={t('list.filters')}>
        <SearchField label={t('licenses.search')} value={q} onSearch={(next) => change({ q: next || undefined })} />
        <Chip on={selfService} onClick={() => change({ filter: selfService ? undefined : 'selfService' })}>{t('licenses.selfService')}</Chip>
        <span className={styles.grow} />
        <CountingHelp />
        <CloudHelp page="licenses" />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.length === 0
        ? (
          <EmptyState
            heading={t(filtered ? 'licenses.none.title' : 'licenses.empty.title')}
            text={t(filtered ? 'licenses.none.text' : 'licenses.empty.text')}
          >
            {filtered ? <Button onClick={() => change({ q: undefined, filter: undefined })}>{t('common.clearFilters')}</Button> : null}
          </EmptyState>
        )
        : !error && <ProductsTable products={data} selfService={selfService} stale={isPlaceholderData} />}
      {pane === 'add' && <AddProductsPane onClose={() => change({ pane: undefined })} />}
    </div>
  )
}
