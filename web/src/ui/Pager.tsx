import { Button, makeStyles, Text } from '@fluentui/react-components'
import { ArrowPreviousRegular, ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons'
import { useI18n } from '../i18n/context'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: '4px', padding: '8px 0' },
  text: { flexGrow: 1 },
})

interface Props {
  from: number
  shown: number
  total: number | undefined
  onFirst?: () => void
  onPrevious?: () => void
  onNext?: () => void
}

/** Where the page stands in the list, and the ways on; what leads nowhere is disabled. */
export function Pager({ from, shown, total, onFirst, onPrevious, onNext }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const range = { from, to: from + shown - 1 }
  if (!onFirst && !onNext && total !== undefined && shown === total) {
    return <Text role="status" size={200}>{t('list.results', { count: total })}</Text>
  }
  return (
    <nav aria-label={t('list.paging')} className={styles.root}>
      <Text role="status" size={200} className={styles.text}>
        {total === undefined ? t('list.rangeOpen', range) : t('list.range', { ...range, total })}
      </Text>
      <Button appearance="subtle" icon={<ArrowPreviousRegular />} aria-label={t('list.first')} disabled={!onFirst} onClick={onFirst} />
      <Button appearance="subtle" icon={<ChevronLeftRegular />} aria-label={t('list.previous')} disabled={!onPrevious} onClick={onPrevious} />
      <Button appearance="subtle" icon={<ChevronRightRegular />} iconPosition="after" disabled={!onNext} onClick={onNext}>{t('list.next')}</Button>
    </nav>
  )
}
