import { makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Role, rolesQuery } from '../../api/roles'
import { type RoleTab, roleTabs } from '../../app/search-params'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { EmptyState } from '../../ui/EmptyState'
import { Pane } from '../../ui/Pane'
import { PaneTabs } from '../../ui/PaneTabs'
import { roleText } from './descriptions'
import { HoldersTab } from './HoldersTab'
import { RoleRights } from './RoleRights'

const route = getRouteApi('/roles/$roleId')
const useStyles = makeStyles({ body: { display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' } })

/** One role, over the page: who holds it, what it may do. */
export function RolePane() {
  const { t } = useI18n()
  const { roleId } = route.useParams()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(rolesQuery)
  const close = () => void navigate({ to: '/roles', search: (previous) => ({ ...previous, tab: undefined }) })
  const role = data?.value.find((one) => one.id === roleId)
  if (role && data) return <LoadedPane key={role.id} role={role} actions={data.actions} onClose={close} />
  return (
    <Pane title={t('roles.title')} label={t('roles.title')} onClose={close}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && <EmptyState heading={t('roles.unknown.title')} text={t('roles.unknown.text')} />}
      {!data && !error && <Waiting label={t('common.loading')} />}
    </Pane>
  )
}

function LoadedPane({ role, actions, onClose }: { role: Role; actions: readonly string[]; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tab = 'holders' } = route.useSearch()
  const navigate = route.useNavigate()
  const name = roleName(t, role)
  const show = (next: RoleTab) => void navigate({ search: (previous) => ({ ...previous, tab: next }), replace: true, resetScroll: false })
  return (
    <Pane
      title={name} label={t('roles.pane', { role: name })} onClose={onClose}
      above={
        <PaneTabs value={tab} tabs={roleTabs.map((value) => ({ value, label: t(`roles.tab.${value}`, { count: role.holderCount }) }))} onChange={show} />
      }
    >
      <div role="tabpanel" aria-label={t(`roles.tab.${tab}`, { count: role.holderCount })} className={styles.body}>
        <Text>{roleText(t, role)}</Text>
        {tab === 'holders' ? <HoldersTab role={role} /> : <RoleRights role={role} actions={actions} />}
      </div>
    </Pane>
  )
}
