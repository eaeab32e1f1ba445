import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { AttentionItem } from './AttentionItem'
import { Card } from './Card'
import { Lines } from './Lines'
import { useAttention } from './use-attention'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))', gap: '10px' },
  calm: { display: 'flex', gap: '8px', alignItems: 'center' },
  good: { color: tokens.colorStatusSuccessForeground1, fontSize: '20px', flexShrink: 0 },
})

/** What someone should look at, the most urgent first; or that there is nothing. */
export function Attention() {
  const styles = useStyles()
  const { t } = useI18n()
  const { items, pending, errors, retry } = useAttention()
  return (
    <Card title={t('home.attention')}>
      {errors.map((error, index) => <ErrorNotice key={index} error={error} onRetry={retry} />)}
      {items.length > 0 && (
        <ul className={styles.list}>{items.map((item) => <AttentionItem key={item.key} item={item} />)}</ul>
      )}
      {pending && <Lines count={2} />}
      {!pending && items.length === 0 && errors.length === 0 && (
        <span className={styles.calm}><CheckmarkCircleRegular className={styles.good} aria-hidden /><Text>{t('home.attention.none')}</Text></span>
      )}
    </Card>
  )
}
