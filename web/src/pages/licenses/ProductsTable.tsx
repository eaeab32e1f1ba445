import { Badge, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { ProductRow } from '../../api/types'
import { type Column, RowTable } from '../../components/RowTable'
import { useI18n } from '../../i18n/context'
import { phone } from '../../ui/breakpoints'
import { RouterLink } from '../../ui/RouterLink'
import { usePageStyles } from '../../ui/page-styles'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  short: { color: tokens.colorStatusDangerForeground1 },
})

type Row = ProductRow & { id: string }

interface Props {
  products: ProductRow[] | undefined
  /** Lists who bought, as the Self-service filter does (UNA-16). */
  showPurchasers: boolean
  stale: boolean
}

/** One row per product, over all its subscriptions (UNA-14). */
export function ProductsTable({ products, showPurchasers, stale }: Props) {
  const { t, format } = useI18n()
  const rows = products?.map((product) => ({ ...product, id: product.skuId }))
  // The column is only there when it has something to say (CON-2).
  const conflict = rows?.some((row) => row.inConflict) ?? false
  const number = (key: 'assigned' | 'available' | 'total'): Column<Row> => ({
    key, header: t(`count.${key}`), number: true, width: '110px', hide: 'phone', cell: (row) => format.number(row[key]),
  })
  const columns: Column<Row>[] = [
    { key: 'product', header: t('licenses.product'), sorted: true, cell: (row) => <ProductCell row={row} showPurchasers={showPurchasers} /> },
    number('assigned'), number('available'), number('total'),
    ...(conflict ? [{ key: 'status', header: t('licenses.status'), width: '200px', hide: 'phone' as const, cell: (row: Row) => <Status row={row} /> }] : []),
  ]
  return <RowTable label={t('licenses.table')} columns={columns} rows={rows} nameOf={(row) => format.name(row.names)} stale={stale} />
}

function ProductCell({ row, showPurchasers }: { row: Row; showPurchasers: boolean }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  return (
    <div className={page.stack}>
      <RouterLink to="/licenses/$skuId" params={{ skuId: row.skuId }}>{format.name(row.names)}</RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>
        {t('licenses.assignedOfTotal', { assigned: row.assigned, total: row.total })}{t('common.separator')}
        {t('licenses.availableShort', { count: row.available })}
      </Caption1>
      {row.warning > 0 && <Caption1 className={page.quiet}>{t('licenses.graceShort', { count: row.warning })}</Caption1>}
      {row.inConflict && <span className={styles.onPhone}><Status row={row} /></span>}
      {(showPurchasers || row.total === 0) && row.selfService.map((pool) => (
        <Caption1 key={pool.poolId} className={page.quiet}>
          {t('licenses.selfServiceBy', { name: pool.purchaser?.displayName ?? '', assigned: pool.assigned, total: pool.total })}
        </Caption1>
      ))}
    </div>
  )
}

function Status({ row }: { row: Row }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  if (!row.inConflict) return null
  return (
    <div className={page.stack}>
      <span><Badge color="danger" appearance="tint">{t('licenses.conflict')}</Badge></span>
      {row.excess > 0 && <Text size={200} className={styles.short}>{t('licenses.conflictBy', { count: row.excess })}</Text>}
    </div>
  )
}
