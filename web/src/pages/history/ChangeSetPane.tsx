import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ChangeSet, changeSetQuery } from '../../api/history'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { Pane } from '../../ui/Pane'
import { ChangeSetFacts } from './ChangeSetFacts'
import { ChangeSetPeople } from './ChangeSetPeople'
import { ExportPeople } from './ExportPeople'
import { UndoButton } from './UndoButton'

const route = getRouteApi('/history/$changeSetId')

/** One change set, over the list: who did what to whom, before and after, and the way back. */
export function ChangeSetPane() {
  const { t } = useI18n()
  const { changeSetId } = route.useParams()
  const navigate = route.useNavigate()
  const { data: set, error, refetch } = useQuery(changeSetQuery(changeSetId))
  const close = () => void navigate({ to: '/history', search: (previous) => previous })
  const title = set ? t(`history.kind.${set.kind}`) : t('history.pane')
  return (
    <Pane title={title} label={title} onClose={close} footer={set && <Footer set={set} />}>
      {error && !set && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && !set && <Waiting label={t('common.loading')} />}
      {set && <ChangeSetFacts set={set} />}
      {set && <ChangeSetPeople key={set.id} set={set} />}
    </Pane>
  )
}

function Footer({ set }: { set: ChangeSet }) {
  return <><UndoButton set={set} /><ExportPeople set={set} /></>
}
