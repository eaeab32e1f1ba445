import { makeStyles, tokens } from '@fluentui/react-components'
import type { PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { comparisonsOf } from './comparisons'
import { usePlanNames } from './use-plan-names'

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, tableLayout: 'fixed' },
  head: { textAlign: 'left', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2, padding: '2px 8px 2px 0' },
  cell: { textAlign: 'left', verticalAlign: 'top', fontWeight: tokens.fontWeightRegular, padding: '2px 8px 2px 0', overflowWrap: 'anywhere' },
})

/** A person's licences and data before and after, side by side. */
export function BeforeAfter({ outcome }: { outcome: PersonOutcome }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const planName = usePlanNames(outcome.licenses)
  const rows = comparisonsOf(outcome, i18n, planName)
  if (rows.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>{[t('history.product'), t('history.before'), t('history.after')].map((head) => <th key={head} scope="col" className={styles.head}>{head}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map(({ key, what, before, after }) => (
          <tr key={key}>
            <th scope="row" className={styles.cell}>{what}</th>
            <td className={styles.cell}>{before}</td>
            <td className={styles.cell}>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
