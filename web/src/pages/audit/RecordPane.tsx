import { Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { auditQuery } from '../../api/history'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { Pane } from '../../ui/Pane'
import { activityText } from './activities'
import { auditFilterOf } from './audit-filter'
import { RecordFacts } from './RecordFacts'

const route = getRouteApi('/audit/$recordId')

/** One record, over the list of which it is a row. */
export function RecordPane() {
  const { t } = useI18n()
  const { recordId } = route.useParams()
  const { after, ...params } = route.useSearch()
  const navigate = route.useNavigate()
  const { tenant } = useSession()
  const { data, error, refetch } = useQuery(auditQuery(auditFilterOf(params, tenant.timeZone), after))
  const record = data?.value.find((one) => one.id === recordId)
  const title = record ? activityText(t, record.activity) : t('audit.record')
  return (
    <Pane title={title} label={title} onClose={() => void navigate({ to: '/audit', search: (previous) => previous })}>
      {record && <RecordFacts record={record} />}
      {error && !record && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting label={t('common.loading')} />}
      {data && !record && <Text>{t('audit.moved')}</Text>}
    </Pane>
  )
}
