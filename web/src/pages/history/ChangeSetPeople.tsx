import { Button, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ChangeSet, itemsQuery } from '../../api/history'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { PersonItem } from './PersonItem'

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', marginTop: '20px', justifyItems: 'start' },
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
})

/** Everyone whom the change was for, with before and after; someone may stand there more than once, in the order of what was done. */
export function ChangeSetPeople({ set }: { set: ChangeSet }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(itemsQuery(set.id))
  const people = data?.pages.flatMap((one) => one.value)
  const total = set.counts.changed + set.counts.unchanged + set.counts.refused
  return (
    <section className={styles.root} aria-label={t('history.items')}>
      <Subtitle2 as="h3">{t('history.items')}</Subtitle2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!people && !error && <Waiting label={t('common.loading')} />}
      {people?.length === 0 && <Text className={page.quiet}>{t('history.noPeople')}</Text>}
      {people && people.length > 0 && (
        <ul className={styles.list}>{people.map((person, place) => <PersonItem key={place} outcome={person} />)}</ul>
      )}
      {people && people.length < total && <Text size={200} className={page.quiet}>{t('history.shown', { shown: people.length, total })}</Text>}
      {hasNextPage && <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button>}
    </section>
  )
}
