import { Badge, Caption1, makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { personQuery } from '../../api/queries'
import type { Person } from '../../api/types'
import { type PersonTab, personTabs } from '../../app/search-params'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { Initials } from '../../ui/Initials'
import { Pane } from '../../ui/Pane'
import { usePageStyles } from '../../ui/page-styles'
import { AccountTab } from './AccountTab'
import { DataTab } from './DataTab'
import { LicensesTab } from './LicensesTab'
import { SaveBar } from './SaveBar'
import { UnsavedDialog } from './UnsavedDialog'
import { type LicenseEditing, useLicenseEditing } from './use-license-editing'

const route = getRouteApi('/users/$userId')
const useStyles = makeStyles({
  title: { display: 'flex', gap: '12px', alignItems: 'center', minWidth: 0, overflowWrap: 'anywhere' },
})

/** One person, over the list: account, licences and apps, mail and files. */
export function PersonPane() {
  const { t } = useI18n()
  const { userId } = route.useParams()
  const navigate = route.useNavigate()
  const { data: person, error, refetch } = useQuery(personQuery(userId))
  const close = () => void navigate({ to: '/users', search: (previous) => ({ ...previous, tab: undefined }) })
  if (person) return <LoadedPane key={person.id} person={person} onClose={close} />
  return (
    <Pane title={t('users.title')} label={t('users.title')} onClose={close}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting label={t('common.loading')} />}
    </Pane>
  )
}

function LoadedPane({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useI18n()
  const { tab = 'account' } = route.useSearch()
  const navigate = route.useNavigate()
  const editing = useLicenseEditing(person)
  const closeRef = useRef<HTMLButtonElement>(null)
  const showTab = (next: PersonTab) => void navigate({ search: (previous) => ({ ...previous, tab: next }), replace: true })
  return (
    <>
      <Pane
        title={<PersonTitle person={person} />} label={t('person.pane', { name: person.displayName })} onClose={onClose} closeRef={closeRef}
        footer={tab === 'licenses' || editing.dirty ? <SaveBar editing={editing} /> : undefined}
        above={
          <TabList selectedValue={tab} onTabSelect={(_, data) => showTab(data.value as PersonTab)}>
            {personTabs.map((value) => <Tab key={value} value={value}>{t(`person.tab.${value}`)}</Tab>)}
          </TabList>
        }
      >
        <TabContent tab={tab} person={person} editing={editing} />
      </Pane>
      <UnsavedDialog dirty={editing.dirty} name={person.displayName} returnFocus={() => closeRef.current?.focus()} />
    </>
  )
}

function TabContent({ tab, person, editing }: { tab: PersonTab; person: Person; editing: LicenseEditing }) {
  const { t } = useI18n()
  return (
    <div role="tabpanel" aria-label={t(`person.tab.${tab}`)}>
      {tab === 'account' && <AccountTab person={person} />}
      {tab === 'licenses' && <LicensesTab person={person} editing={editing} />}
      {tab === 'data' && <DataTab person={person} />}
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
