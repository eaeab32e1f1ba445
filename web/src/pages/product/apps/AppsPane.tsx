import { Caption1 } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { personQuery } from '../../../api/queries'
import type { Guid, PathInfo, Person, Product } from '../../../api/types'
import { Waiting } from '../../../components/change/Waiting'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { Pane, PaneFrame } from '../../../ui/Pane'
import { usePageStyles } from '../../../ui/page-styles'
import { useFlowEnd } from '../flow-end'
import { LeaveDialog } from '../LeaveDialog'
import { AppsFlow } from './AppsFlow'
import { AppsForm } from './AppsForm'

interface Props {
  product: Product
  userId: Guid
  onClose: () => void
}

/** One holder's apps and services of this product (ASG-4). */
export function AppsPane({ product, userId, onClose }: Props) {
  const { t } = useI18n()
  const { data: person, error, refetch } = useQuery(personQuery(userId))
  const paths = person?.assignments.find((assignment) => assignment.skuId === product.skuId)?.paths ?? []
  if (person) return <LoadedPane key={person.id} product={product} person={person} paths={paths} onClose={onClose} />
  return (
    <Pane title={t('apps.pane')} label={t('apps.pane')} onClose={onClose}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting label={t('common.loading')} />}
    </Pane>
  )
}

interface LoadedProps {
  product: Product
  person: Person
  paths: readonly PathInfo[]
  onClose: () => void
}

function LoadedPane({ product, person, paths, onClose }: LoadedProps) {
  const direct = paths.find((path) => path.kind === 'direct')
  const before = new Set(direct?.disabledPlans)
  const [edited, setEdited] = useState<ReadonlySet<Guid> | null>(null)
  const [saving, setSaving] = useState(false)
  const off = edited ?? before
  const dirty = edited !== null && (edited.size !== before.size || [...edited].some((id) => !before.has(id)))
  const page = usePageStyles()
  const { t } = useI18n()
  const end = useFlowEnd(onClose)
  const title = <span className={page.stack}>{person.displayName}<Caption1 className={page.quiet}>{person.userPrincipalName}</Caption1></span>
  return (
    <>
      <PaneFrame title={title} label={t('apps.of', { name: person.displayName })} onClose={end.close}>
        {saving
          ? <AppsFlow product={product} person={person} off={off} end={end} onBack={() => setSaving(false)} />
          : (
            <AppsForm
              product={product} person={person} paths={paths} off={off} dirty={dirty} returned={end.returned}
              onChange={setEdited} onSave={() => setSaving(true)} onClose={onClose}
            />
          )}
      </PaneFrame>
      <LeaveDialog dirty={dirty && !end.finished} />
    </>
  )
}
