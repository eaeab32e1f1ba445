import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lossesQuery, lossKinds } from '../../api/losses'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { Card } from './Card'
import { byDay } from './by-day'
import { Lines } from './Lines'
import { LossDay } from './LossDay'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  more: { justifySelf: 'start' },
})

const WITHIN_DAYS = 30

/** What will be lost in the next 30 days, day by day, and what stops it (NEED-1, NEED-14). */
export function LossesSection() {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  const { tenant } = useSession()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(lossesQuery(WITHIN_DAYS))
  const losses = data?.pages.flatMap((one) => one.value) ?? []
  const counts = data?.pages[0]?.counts
  const kinds = counts ? lossKinds.filter((kind) => counts[kind] > 0) : []
  const sum = counts && format.list(kinds.map((kind) => t(`home.loss.${kind}.count`, { count: counts[kind] })))
  return (
    <div id="losses">
      <Card title={t('home.losses')}>
        {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Lines count={4} />}
        {data && losses.length === 0 && <Text>{t('home.losses.none')}</Text>}
        {counts && sum && <Text className={page.quiet}>{counts.complete ? sum : t('home.losses.atLeast', { losses: sum })}</Text>}
        {losses.length > 0 && (
          <ul className={styles.list}>{byDay(losses, tenant.timeZone).map((day) => <LossDay key={day.day} {...day} />)}</ul>
        )}
        {hasNextPage && <Button className={styles.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button>}
      </Card>
    </div>
  )
}
