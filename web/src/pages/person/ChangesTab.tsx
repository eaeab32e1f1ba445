import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Person } from '../../api/types'
import { personChangesQuery } from '../../api/users-queries'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { ChangeEntry } from './ChangeEntry'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0 } })

/** What was done to the person, newest first, with before and after, and Undo. */
export function ChangesTab({ person }: { person: Person }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(personChangesQuery(person.id))
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting label={t('common.loading')} />
  const changes = data.pages.flatMap((one) => one.value)
  if (changes.length === 0) return <Text className={page.quiet}>{t('person.changes.none')}</Text>
  return (
    <>
      <ul className={styles.list}>{changes.map((change) => <ChangeEntry key={change.changeSet.id} change={change} />)}</ul>
      {hasNextPage && <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('common.showMore')}</Button>}
    </>
  )
}
