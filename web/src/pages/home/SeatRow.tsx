import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { ProductRow } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  top: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '4px 16px', flexWrap: 'wrap' },
  numbers: { color: tokens.colorNeutralForeground2 },
  short: { color: tokens.colorStatusDangerForeground1 },
  bar: { display: 'flex', height: '10px', borderRadius: tokens.borderRadiusMedium, overflow: 'hidden', backgroundColor: tokens.colorNeutralBackground5, gap: '2px' },
  assigned: { backgroundColor: tokens.colorBrandBackground },
  grace: { backgroundColor: tokens.colorPaletteYellowBorderActive },
  excess: { backgroundColor: tokens.colorStatusDangerBackground3 },
})

/** One product's bar. The bar is drawing only: the numbers stand above it as text. */
export function SeatRow({ row }: { row: ProductRow }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { assigned, total, available, excess, enabled } = row
  const full = Math.max(total, assigned, 1)
  const within = Math.min(assigned, enabled)
  const inGrace = Math.min(assigned, total) - within
  const part = (count: number) => ({ width: `${(count / full) * 100}%` })
  return (
    <li className={styles.row}>
      <span className={styles.top}>
        <RouterLink to="/licenses/$skuId" params={{ skuId: row.skuId }} search={{}}>{format.name(row.names)}</RouterLink>
        <Caption1 className={styles.numbers}>
          {t('home.seatNumbers', { assigned, total, available })}
          {inGrace > 0 && <>{t('common.separator')}{t('home.inGrace', { count: inGrace })}</>}
          {excess > 0 && <>{t('common.separator')}<span className={styles.short}>{t('licenses.conflictBy', { count: excess })}</span></>}
        </Caption1>
      </span>
      <span aria-hidden className={styles.bar}>
        <span className={styles.assigned} style={part(within)} />
        {inGrace > 0 && <span className={styles.grace} style={part(inGrace)} />}
        {excess > 0 && <span className={styles.excess} style={part(excess)} />}
      </span>
    </li>
  )
}
