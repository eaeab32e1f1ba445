import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { auditRecordQuery } from '../../api/history'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { Pane } from '../../ui/Pane'
import { activityText } from './activities'
import { RecordFacts } from './RecordFacts'

const route = getRouteApi('/audit/$recordId')

/** One record, over the list; a link to it works whatever the list shows. */
export function RecordPane() {
  const { t } = useI18n()
  const { recordId } = route.useParams()
  const navigate = route.useNavigate()
  const { data: record, error, refetch } = useQuery(auditRecordQuery(recordId))
  const title = record ? activityText(t, record.activity) : t('audit.record')
  return (
    <Pane title={title} label={title} onClose={() => void navigate({ to: '/audit', search: (previous) => previous })}>
      {record && <RecordFacts record={record} />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!record && !error && <Waiting label={t('common.loading')} />}
    </Pane>
  )
}
