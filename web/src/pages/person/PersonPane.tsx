import { Badge, Caption1, makeStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { personQuery } from '../../api/queries'
import type { Person } from '../../api/types'
import { type PersonAction, type PersonTab, personTabs } from '../../app/search-params'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { samePage, UnsavedDialog } from '../../components/UnsavedDialog'
import { useI18n } from '../../i18n/context'
import { Initials } from '../../ui/Initials'
import { Pane } from '../../ui/Pane'
import { PaneTabs } from '../../ui/PaneTabs'
import { usePageStyles } from '../../ui/page-styles'
import { AccountBar } from './AccountBar'
import { AccountTab } from './AccountTab'
import { ChangesTab } from './ChangesTab'
import { DataTab } from './DataTab'
import { LicensesTab } from './LicensesTab'
import { RolesTab } from './RolesTab'
import { SaveBar } from './SaveBar'
import { type AccountEditing, useAccountEditing } from './use-account-editing'
import { type LicenseEditing, useLicenseEditing } from './use-license-editing'

const ActionOverlay = lazy(() => import('./ActionOverlay').then((module) => ({ default: module.ActionOverlay })))
const route = getRouteApi('/users/$userId')
const useStyles = makeStyles({
  title: { display: 'flex', gap: '12px', alignItems: 'center', minWidth: 0, overflowWrap: 'anywhere' },
})

/** One person, over the list: account, licences and apps, mail and files, roles, changes. */
export function PersonPane() {
  const { t } = useI18n()
  const { userId } = route.useParams()
  const navigate = route.useNavigate()
  const { data: person, error, refetch } = useQuery(personQuery(userId))
  const close = () => void navigate({ to: '/users', search: (previous) => ({ ...previous, tab: undefined, action: undefined }) })
  if (person) return <LoadedPane key={person.id} person={person} onClose={close} />
  return (
    <Pane title={t('users.title')} label={t('users.title')} onClose={close}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting label={t('common.loading')} />}
    </Pane>
  )
}

function LoadedPane({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useI18n()
  const { tab = 'account', action } = route.useSearch()
  const navigate = route.useNavigate()
  const editing = useLicenseEditing(person)
  const account = useAccountEditing(person)
  const closeRef = useRef<HTMLButtonElement>(null)
  const showTab = (next: PersonTab) => void navigate({ search: (previous) => ({ ...previous, tab: next }), replace: true, resetScroll: false })
  const act = (next: PersonAction | undefined) => void navigate({ search: (previous) => ({ ...previous, action: next }), replace: next === undefined })
  const footer = tab === 'account' && account.open
    ? <AccountBar editing={account} />
    : tab === 'licenses' || editing.dirty ? <SaveBar editing={editing} /> : undefined
  const name = person.displayName
  return (
    <>
      <Pane
        title={<PersonTitle person={person} />} label={t('person.pane', { name })} onClose={onClose} closeRef={closeRef}
        footer={footer}
        above={
          <PaneTabs value={tab} tabs={personTabs.map((value) => ({ value, label: t(`person.tab.${value}`) }))} onChange={showTab} />
        }
      >
        <TabContent tab={tab} editing={editing} account={account} onAction={act} />
      </Pane>
      {action && (
        <Suspense fallback={null}><ActionOverlay key={action} person={person} action={action} onClose={() => act(undefined)} /></Suspense>
      )}
      <UnsavedDialog
        dirty={editing.dirty || account.dirty} text={t(editing.dirty ? 'person.unsaved.text' : 'person.account.unsaved', { name })}
        keeps={samePage} returnFocus={() => closeRef.current?.focus()}
      />
    </>
  )
}

interface ContentProps {
  tab: PersonTab
  editing: LicenseEditing
  account: AccountEditing
  onAction: (action: PersonAction) => void
}

function TabContent({ tab, editing, account, onAction }: ContentProps) {
  const { t } = useI18n()
  const { person } = editing
  return (
    <div role="tabpanel" aria-label={t(`person.tab.${tab}`)}>
      {tab === 'account' && <AccountTab editing={account} onAction={onAction} />}
      {tab === 'licenses' && <LicensesTab editing={editing} onCopy={() => onAction('copy')} />}
      {tab === 'data' && <DataTab person={person} />}
      {tab === 'roles' && <RolesTab person={person} />}
      {tab === 'changes' && <ChangesTab person={person} />}
    </div>
  )
}

function PersonTitle({ person }: { person: Person }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <span className={styles.title}>
      <Initials name={person.displayName} size={40} />
      <span className={page.stack}>
        {person.displayName}
        <Caption1 className={page.quiet}>{person.userPrincipalName}</Caption1>
        {!person.accountEnabled && <span><Badge appearance="tint" color="warning">{t('users.blocked')}</Badge></span>}
      </span>
    </span>
  )
}
