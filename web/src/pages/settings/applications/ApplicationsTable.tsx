import { Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { Application } from '../../../api/applications'
import { type Column, RowTable } from '../../../components/RowTable'
import { useI18n } from '../../../i18n/context'
import { phone, tablet } from '../../../ui/breakpoints'
import { RouterLink } from '../../../ui/RouterLink'
import { usePageStyles } from '../../../ui/page-styles'
import { accessOf, kindOf } from './kinds'
import { SecretBadge } from './SecretBadge'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

/** The registered applications, what each is and whether it can sign in. */
export function ApplicationsTable({ applications }: { applications: Application[] | undefined }) {
  const { t, format } = useI18n()
  const rows = applications?.toSorted((a, b) => a.displayName.localeCompare(b.displayName))
  const columns: Column<Application>[] = [
    { key: 'name', header: t('applications.name'), sorted: true, cell: (row) => <NameCell row={row} /> },
    { key: 'kind', header: t('applications.kind'), hide: 'phone', width: '18%', cell: (row) => t(`applications.kind.${kindOf(row)}`) },
    { key: 'clientId', header: t('applications.clientId'), hide: 'tablet', width: '28%', cell: (row) => <code>{row.appId}</code> },
    { key: 'secret', header: t('applications.secret'), hide: 'phone', width: '16%', cell: (row) => <SecretBadge application={row} /> },
    { key: 'permissions', header: t('applications.permissions'), hide: 'phone', number: true, width: '110px', cell: (row) => format.number(accessOf(row).length) },
  ]
  return <RowTable label={t('applications.title')} columns={columns} rows={rows} nameOf={(row) => row.displayName} />
}

function NameCell({ row }: { row: Application }) {
  const page = usePageStyles()
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={page.stack}>
      <RouterLink
        to="/settings/applications/$applicationId" params={{ applicationId: row.id }}
        search={(previous) => ({ ...previous, pane: undefined, tab: undefined })}
      >
        {row.displayName}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}>{row.appId}</Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>{t(`applications.kind.${kindOf(row)}`)}</Caption1>
      <span className={styles.onPhone}><SecretBadge application={row} /></span>
    </div>
  )
}
