import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ProductRow } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { usePageStyles } from '../../ui/page-styles'

const useStyles = makeStyles({ short: { color: tokens.colorStatusDangerForeground1 } })

/** A product with more assigned than there is, and where the ways out of it stand (CON-2, CON-3). */
export function ProductStatus({ row }: { row: Pick<ProductRow, 'skuId' | 'inConflict' | 'excess'> }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  if (!row.inConflict) return null
  return (
    <div className={page.stack}>
      <span><Badge color="danger" appearance="tint">{t('licenses.conflict')}</Badge></span>
      {row.excess > 0 && <Text size={200} className={styles.short}>{t('licenses.conflictBy', { count: row.excess })}</Text>}
      <Text size={200}>{t('licenses.conflict.text')}</Text>
      <RouterLink to="/licenses/$skuId" params={{ skuId: row.skuId }}>{t('licenses.conflict.ways')}</RouterLink>
    </div>
  )
}
