import { makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { rolesQuery } from '../../api/roles'
import { type RolesView, rolesViews } from '../../app/search-params'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useMediaQuery } from '../../hooks/use-media-query'
import { usePageTitle } from '../../hooks/use-page-title'
import { useI18n } from '../../i18n/context'
import { phoneQuery } from '../../ui/breakpoints'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Waiting } from '../../components/change/Waiting'
import { GlobalAdminAdvice } from './GlobalAdminAdvice'
import { OneRole } from './OneRole'
import { RoleMatrix } from './RoleMatrix'
import { RolesTable } from './RolesTable'

const route = getRouteApi('/roles')
const useStyles = makeStyles({ panel: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' } })

/** Roles > Role assignments: who holds which role, and who may do what. */
export function RolesPage() {
  const page = usePageStyles()
  const styles = useStyles()
  const { t } = useI18n()
  const { view = 'roles' } = route.useSearch()
  const navigate = route.useNavigate()
  const isPhone = useMediaQuery(phoneQuery)
  usePageTitle(t('roles.title'))
  const { data, error, refetch } = useQuery(rolesQuery)
  const show = (next: RolesView) => void navigate({ search: (previous) => ({ ...previous, view: next === 'roles' ? undefined : next }) })

  return (
    <div className={page.page}>
      <PageHeader title={t('roles.title')} text={t('roles.text')} />
      <TabList selectedValue={view} onTabSelect={(_, data) => show(data.value as RolesView)}>
        {rolesViews.map((value) => <Tab key={value} value={value}>{t(`roles.view.${value}`)}</Tab>)}
      </TabList>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div role="tabpanel" aria-label={t(`roles.view.${view}`)} className={styles.panel}>
        {view === 'roles' && !error && (
          <>
            {data && <GlobalAdminAdvice roles={data.value} />}
            <RolesTable roles={data?.value} />
          </>
        )}
        {view === 'matrix' && !error && (
          data
            ? isPhone ? <OneRole matrix={data} /> : <RoleMatrix matrix={data} />
            : <Waiting label={t('common.loading')} />
        )}
      </div>
      <Outlet />
    </div>
  )
}
