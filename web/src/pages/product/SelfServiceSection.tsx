import { MessageBar, MessageBarBody, Subtitle1, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { selfServiceHoldersQuery } from '../../api/holders'
import type { Product } from '../../api/types'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { HoldersTable } from './HoldersTable'
import { rowOf } from './holder-rows'

/** Who has the product by self-service, grouped by who bought it (UNA-16). */
export function SelfServiceSection({ product }: { product: Product }) {
  const page = usePageStyles()
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(selfServiceHoldersQuery(product))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  return (
    <>
      <MessageBar layout="multiline"><MessageBarBody>{t('product.selfService.text')}</MessageBarBody></MessageBar>
      {!data && <Waiting label={t('common.loading')} />}
      {data && product.selfService.map((pool) => {
        const name = pool.purchaser?.displayName ?? t('product.selfService.gone')
        const rows = data.filter((holder) => holder.paths.some((path) => path.kind === 'selfService' && path.purchaser?.id === pool.purchaser?.id))
        return (
          <section key={pool.poolId} aria-label={t('product.selfService.by', { name })} className={page.stack}>
            <Subtitle1 as="h2">{t('product.selfService.by', { name })}</Subtitle1>
            <Text className={page.quiet}>{t('product.selfService.seats', { assigned: pool.assigned, total: pool.total, available: pool.available })}</Text>
            {rows.length > 0
              ? <HoldersTable label={t('product.selfService.table', { name })} rows={rows.map(rowOf)} />
              : <Text>{t('product.empty.title')}</Text>}
          </section>
        )
      })}
    </>
  )
}
