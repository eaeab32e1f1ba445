import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { AuditRecord } from '../../api/history'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  name: { width: '24%' },
  head: { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, padding: '4px 8px 4px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  cell: {
    textAlign: 'left', verticalAlign: 'top', fontWeight: tokens.fontWeightRegular, padding: '4px 8px 4px 0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
})

/** Properties before and after, as the directory prints them. */
export function ModifiedProperties({ properties }: { properties: AuditRecord['modifiedProperties'] }) {
  const styles = useStyles()
  const { t } = useI18n()
  if (properties.length === 0) return <Text>{t('audit.noProperties')}</Text>
  const value = (text: string) => text || t('common.none')
  return (
    <table className={styles.table}>
      <colgroup><col className={styles.name} /><col /><col /></colgroup>
      <thead>
        <tr>{[t('audit.property'), t('history.before'), t('history.after')].map((head) => <th key={head} scope="col" className={styles.head}>{head}</th>)}</tr>
      </thead>
      <tbody>
        {properties.map((property) => (
          <tr key={property.name}>
            <th scope="row" className={styles.cell}>{property.name}</th>
            <td className={styles.cell}>{value(property.old)}</td>
            <td className={styles.cell}>{value(property.new)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
