import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { AuditRecord } from '../../api/history'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  head: { textAlign: 'left', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2, padding: '4px 8px 4px 0' },
  name: { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, padding: '6px 8px 0 0', overflowWrap: 'anywhere', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  cell: { textAlign: 'left', verticalAlign: 'top', padding: '2px 8px 8px 0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
})

/** Properties before and after, as the directory prints them; each name on a line of its own, since values are long. */
export function ModifiedProperties({ properties }: { properties: AuditRecord['modifiedProperties'] }) {
  const styles = useStyles()
  const { t } = useI18n()
  if (properties.length === 0) return <Text>{t('audit.noProperties')}</Text>
  const value = (text: string) => text || t('common.none')
  return (
    <table className={styles.table}>
      <thead>
        <tr>{[t('history.before'), t('history.after')].map((head) => <th key={head} scope="col" className={styles.head}>{head}</th>)}</tr>
      </thead>
      {properties.map((property) => (
        <tbody key={property.name}>
          <tr><th scope="rowgroup" colSpan={2} className={styles.name}>{property.name}</th></tr>
          <tr>
            <td className={styles.cell}>{value(property.old)}</td>
            <td className={styles.cell}>{value(property.new)}</td>
          </tr>
        </tbody>
      ))}
    </table>
  )
}
