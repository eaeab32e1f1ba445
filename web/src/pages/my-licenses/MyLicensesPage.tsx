import { Subtitle1 } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { personQuery } from '../../api/queries'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { usePageTitle } from '../../hooks/use-page-title'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { EmptyState } from '../../ui/EmptyState'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { HeldProduct } from './HeldProduct'
import { MyData } from './MyData'
import { MyHistory } from './MyHistory'

/** What someone holds themselves, by which path, what it gives them, and what was given and taken; for everyone who signs in. */
export function MyLicensesPage() {
  const page = usePageStyles()
  const { t, format } = useI18n()
  const { user } = useSession()
  usePageTitle(t('mine.title'))
  const { data: me, error, refetch } = useQuery(personQuery(user.id))
  const held = me && [...me.assignments].sort((a, b) => format.name(a.names).localeCompare(format.name(b.names)))
  return (
    <div className={page.page}>
      <PageHeader title={t('mine.title')} text={t('mine.text')} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!me && !error && <Waiting label={t('common.loading')} />}
      {me && held && (
        <>
          <Subtitle1 as="h2">{t('mine.held', { count: held.length })}</Subtitle1>
          {held.length === 0 && <EmptyState heading={t('mine.none.title')} text={t('mine.none.text')} />}
          {held.map((assignment) => <HeldProduct key={assignment.skuId} assignment={assignment} me={me.id} />)}
          <Subtitle1 as="h2">{t('mine.data')}</Subtitle1>
          <MyData services={me.services} />
          <Subtitle1 as="h2">{t('mine.history')}</Subtitle1>
          <MyHistory me={me.id} />
        </>
      )}
    </div>
  )
}
