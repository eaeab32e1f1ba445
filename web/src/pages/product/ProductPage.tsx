import { makeStyles, Skeleton, SkeletonItem, Subtitle1 } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { productQuery } from '../../api/queries'
import type { Product } from '../../api/types'
import type { ProductParams } from '../../app/search-params'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useI18n } from '../../i18n/context'
import { FilterChips } from '../../ui/FilterChips'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { ConflictNotice } from './ConflictNotice'
import { HoldersSection } from './HoldersSection'
import { ProductCounts } from './ProductCounts'
import { SelfServiceSection } from './SelfServiceSection'
import { Trail } from './Trail'

const AssignPane = lazy(() => import('./assign/AssignPane').then((module) => ({ default: module.AssignPane })))
const AppsPane = lazy(() => import('./apps/AppsPane').then((module) => ({ default: module.AppsPane })))
const route = getRouteApi('/licenses/$skuId')
const useStyles = makeStyles({ skeleton: { display: 'grid', gap: '12px', maxWidth: '480px' } })

/** A product: its numbers and everyone who holds it (UNA-15). */
export function ProductPage() {
  const page = usePageStyles()
  const styles = useStyles()
  const { t, format } = useI18n()
  const { skuId } = route.useParams()
  const { data: product, error, refetch } = useQuery(productQuery(skuId))
  const name = product ? format.name(product.names) : t('licenses.title')
  usePageTitle(name)

  if (product) return <LoadedPage key={skuId} product={product} name={name} />
  if (error) return <div className={page.page}><Trail /><ErrorNotice error={error} onRetry={() => void refetch()} /></div>
  return (
    <div className={page.page}>
      <Skeleton aria-label={t('common.loading')} className={styles.skeleton}><SkeletonItem size={32} /><SkeletonItem size={16} /></Skeleton>
    </div>
  )
}

function LoadedPage({ product, name }: { product: Product; name: string }) {
  const page = usePageStyles()
  const { t } = useI18n()
  const { filter, pane, user } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (params: Partial<ProductParams>) => void navigate({ search: (previous) => ({ ...previous, ...params }) })
  const grouped = filter === 'selfService' && product.selfService.length > 0
  return (
    <div className={page.page}>
      <PageHeader title={name} text={t('product.text', { part: product.skuPartNumber })} above={<Trail product={name} />} />
      <ConflictNotice product={product} />
      <ProductCounts product={product} />
      <Subtitle1 as="h2">{t('product.users')}</Subtitle1>
      {product.selfService.length > 0 && (
        <FilterChips
          label={t('list.filters')} value={grouped ? 'selfService' : 'all'}
          choices={[{ value: 'all', label: t('product.filter.all') }, { value: 'selfService', label: t('product.filter.selfService') }]}
          onChange={(next) => change({ filter: next === 'selfService' ? next : undefined, q: undefined, page: undefined, after: undefined })}
        />
      )}
      {grouped ? <SelfServiceSection product={product} /> : <HoldersSection product={product} />}
      <Suspense fallback={null}>
        {pane === 'assign' && <AssignPane product={product} onClose={() => change({ pane: undefined })} />}
        {user && <AppsPane key={user} product={product} userId={user} onClose={() => change({ user: undefined })} />}
      </Suspense>
    </div>
  )
}
