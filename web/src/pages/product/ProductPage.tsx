import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, Skeleton, SkeletonItem, Subtitle1 } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { productQuery } from '../../api/queries'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useI18n } from '../../i18n/context'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { HoldersSection } from './HoldersSection'
import { ProductCounts } from './ProductCounts'
import { Trail } from './Trail'

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

  if (error && !product) {
    return <div className={page.page}><Trail /><ErrorNotice error={error} onRetry={() => void refetch()} /></div>
  }
  return (
    <div className={page.page}>
      {product
        ? <PageHeader title={name} text={t('product.text', { part: product.skuPartNumber })} above={<Trail product={name} />} />
        : <Skeleton aria-label={t('common.loading')} className={styles.skeleton}><SkeletonItem size={32} /><SkeletonItem size={16} /></Skeleton>}
      {product?.inConflict && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('product.conflict.title', { excess: product.excess })}</MessageBarTitle> {t('product.conflict.text')}
          </MessageBarBody>
        </MessageBar>
      )}
      {product && <ProductCounts product={product} />}
      <Subtitle1 as="h2">{t('product.users')}</Subtitle1>
      {/* The key starts the selection anew for another product. */}
      <HoldersSection key={skuId} skuId={skuId} productName={name} />
    </div>
  )
}
