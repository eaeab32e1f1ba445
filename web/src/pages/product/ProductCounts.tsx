import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Product } from '../../api/types'
import { CountingHelp } from '../../components/CountingHelp'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '8px 12px', alignItems: 'center' },
  list: { display: 'flex', flexWrap: 'wrap', gap: '12px', margin: 0 },
  tile: {
    padding: '8px 14px', minWidth: '72px', borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2,
    display: 'flex', flexDirection: 'column-reverse',
  },
  term: { color: tokens.colorNeutralForeground2 },
  number: { margin: 0 },
})

/** Assigned, available and total, and whatever else is not zero. */
export function ProductCounts({ product }: { product: Product }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const others = (['warning', 'suspended', 'lockedOut', 'excess'] as const).filter((key) => product[key] > 0)
  return (
    <div className={styles.root}>
      <dl className={styles.list}>
        {(['assigned', 'available', 'total', ...others] as const).map((key) => (
          <div key={key} className={styles.tile}>
            <dt className={styles.term}><Caption1>{t(`count.${key}`)}</Caption1></dt>
            <dd className={styles.number}><Text size={600} weight="semibold">{format.number(product[key])}</Text></dd>
          </div>
        ))}
      </dl>
      <CountingHelp product={product} />
    </div>
  )
}
