import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { QuestionCircleRegular } from '@fluentui/react-icons'
import type { ProductRow, Subscription } from '../api/types'
import { useI18n } from '../i18n/context'
import type { MessageKey } from '../i18n/en'

const useStyles = makeStyles({
  surface: { width: '420px', maxWidth: 'calc(100vw - 56px)', maxHeight: '70vh', overflowY: 'auto', display: 'grid', gap: '10px' },
  list: { margin: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: '12px', rowGap: '8px' },
  term: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  number: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, marginRight: '6px' },
  plain: { margin: 0, paddingLeft: '18px' },
})

const terms = ['assigned', 'enabled', 'warning', 'total', 'available', 'suspended', 'lockedOut', 'excess'] as const
const always: readonly string[] = ['assigned', 'enabled', 'warning', 'total', 'available', 'suspended', 'excess']

/** Explains the numbers where they stand; with a product, also its own figures and subscriptions. */
export function CountingHelp({ product }: { product?: ProductRow }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const shown = terms.filter((term) => always.includes(term) || (product && product[term] > 0))
  return (
    <Popover withArrow trapFocus positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="transparent" size="small" icon={<QuestionCircleRegular />}>{t('count.how')}</Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('count.how')} tabIndex={0}>
        <Subtitle2 as="h2">{t('count.how')}</Subtitle2>
        <dl className={styles.list}>
          {shown.map((term) => (
            <div key={term} style={{ display: 'contents' }}>
              <dt className={styles.term}>{t(`count.${term}`)}</dt>
              <dd className={styles.text}>
                {product && <span className={styles.number}>{format.number(product[term])}</span>}
                {t(`count.${term}.text`)}
              </dd>
            </div>
          ))}
        </dl>
        {product && product.subscriptions.length > 0 && <Subscriptions subscriptions={product.subscriptions} />}
      </PopoverSurface>
    </Popover>
  )
}

const statusKeys: Record<string, MessageKey> = {
  enabled: 'subscription.status.enabled',
  warning: 'subscription.status.warning',
  suspended: 'subscription.status.suspended',
  lockedout: 'subscription.status.lockedOut',
  deleted: 'subscription.status.deleted',
}

function Subscriptions({ subscriptions }: { subscriptions: Subscription[] }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const line = ({ quantity, status, trial, termEndDateTime: end }: Subscription) => {
    const key = statusKeys[status.toLowerCase()]
    const words = { quantity, status: key ? t(key) : status }
    const text = end ? t('count.subscriptionUntil', { ...words, date: format.date(end) }) : t('count.subscription', words)
    return trial ? `${text}${t('common.separator')}${t('count.trial')}` : text
  }
  return (
    <>
      <Text weight="semibold" as="h3">{t('count.subscriptions')}</Text>
      <ul className={styles.plain}>{subscriptions.map((subscription) => <li key={subscription.id}>{line(subscription)}</li>)}</ul>
    </>
  )
}
