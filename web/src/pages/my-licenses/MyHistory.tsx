import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { myChangesQuery } from '../../api/mine'
import type { Guid } from '../../api/types'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { HistoryEntry } from './HistoryEntry'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' } })

/** What was given to me and taken from me, newest first. */
export function MyHistory({ me }: { me: Guid }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(myChangesQuery(me))
  if (isPending) return <Waiting label={t('common.loading')} />
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  const changes = data.pages.flatMap((page) => page.value).filter(({ outcome }) => outcome.licenses.length > 0)
  return (
    <>
      {changes.length === 0 && <Text>{t('mine.history.none')}</Text>}
      <ul className={styles.list} aria-label={t('mine.history')}>
        {changes.map((change) => <HistoryEntry key={change.changeSet.id} change={change} />)}
      </ul>
      {hasNextPage && (
        <div><Button size="small" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button></div>
      )}
    </>
  )
}
