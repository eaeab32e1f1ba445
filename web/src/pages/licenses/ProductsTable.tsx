import { Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { ProductRow } from '../../api/types'
import { type Column, RowTable } from '../../components/RowTable'
import { useI18n } from '../../i18n/context'
import { phone } from '../../ui/breakpoints'
import { RouterLink } from '../../ui/RouterLink'
import { usePageStyles } from '../../ui/page-styles'
import { ProductStatus } from './ProductStatus'
import { seatsOf } from './seats'

const useStyles = makeStyles({ onPhone: { display: 'none', [phone]: { display: 'block' } } })

type Row = ProductRow & { id: string }

interface Props {
  products: ProductRow[] | undefined
  /** Counts and lists what was bought by self-service, as that filter does (UNA-16). */
  selfService: boolean
  stale: boolean
}

/** One row per product, over all its subscriptions (UNA-14). */
export function ProductsTable({ products, selfService, stale }: Props) {
  const { t, format } = useI18n()
  const rows = products?.map((product) => ({ ...product, id: product.skuId }))
  // The column is only there when it has something to say (CON-2).
  const conflict = rows?.some((row) => row.inConflict) ?? false
  const number = (key: 'assigned' | 'available' | 'total'): Column<Row> => ({
    key, header: t(`count.${key}`), number: true, width: conflict ? '88px' : '110px', hide: 'phone', cell: (row) => format.number(seatsOf(row, selfService)[key]),
  })
  const columns: Column<Row>[] = [
    { key: 'product', header: t('licenses.product'), sorted: true, cell: (row) => <ProductCell row={row} selfService={selfService} /> },
    number('assigned'), number('available'), number('total'),
    ...(conflict ? [{ key: 'status', header: t('licenses.status'), width: '196px', hide: 'phone' as const, cell: (row: Row) => <ProductStatus row={row} /> }] : []),
  ]
  return <RowTable label={t('licenses.table')} columns={columns} rows={rows} nameOf={(row) => format.name(row.names)} stale={stale} />
}

function ProductCell({ row, selfService }: { row: Row; selfService: boolean }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  const seats = seatsOf(row, selfService)
  return (
    <div className={page.stack}>
      <RouterLink to="/licenses/$skuId" params={{ skuId: row.skuId }} search={selfService ? { filter: 'selfService' } : {}}>
        {format.name(row.names)}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>
        {t('licenses.assignedOfTotal', { assigned: seats.assigned, total: seats.total })}{t('common.separator')}
        {t('licenses.availableShort', { count: seats.available })}
      </Caption1>
      {!selfService && row.warning > 0 && <Caption1 className={page.quiet}>{t('licenses.graceShort', { count: row.warning })}</Caption1>}
      {row.inConflict && <span className={styles.onPhone}><ProductStatus row={row} /></span>}
      {(selfService || row.total === 0) && row.selfService.map((pool) => (
        <Caption1 key={pool.poolId} className={page.quiet}>
          {t('licenses.selfServiceBy', { name: pool.purchaser?.displayName ?? t('product.selfService.gone'), assigned: pool.assigned, total: pool.total })}
        </Caption1>
      ))}
    </div>
  )
}
