import { Badge, Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { AuditRecord } from '../../api/history'
import { type Column, RowTable } from '../../components/RowTable'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { phone, tablet } from '../../ui/breakpoints'
import { usePageStyles } from '../../ui/page-styles'
import { RouterLink } from '../../ui/RouterLink'
import { SignInName } from '../../ui/SignInName'
import { activityText } from './activities'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

/** The records, newest first. */
export function AuditTable({ records, stale }: { records: AuditRecord[] | undefined; stale: boolean }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const columns: Column<AuditRecord>[] = [
    {
      key: 'activity', header: t('audit.activity'), cell: (row) => (
        <div className={page.stack}>
          <RouterLink from="/audit" to="/audit/$recordId" params={{ recordId: row.id }} search={(previous) => previous}>
            {activityText(t, row.activity)}
          </RouterLink>
          {row.result !== 'success' && <span><Badge appearance="tint" color="danger">{row.result}</Badge></span>}
          <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>{row.target.displayName}</Caption1>
          <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}>
            {t('history.byOn', { name: actorText(i18n, row.actor), when: format.dateTime(row.activityDateTime) })}
          </Caption1>
        </div>
      ),
    },
    {
      key: 'target', header: t('audit.target'), hide: 'phone', width: '27%', cell: ({ target }) => (
        <div className={page.stack}>
          {target.displayName}
          {target.userPrincipalName && <Caption1 className={page.quiet}><SignInName upn={target.userPrincipalName} /></Caption1>}
        </div>
      ),
    },
    { key: 'who', header: t('history.who'), hide: 'tablet', width: '17%', cell: (row) => actorText(i18n, row.actor) },
    { key: 'face', header: t('history.face'), hide: 'tablet', width: '13%', cell: (row) => t(`history.face.${row.face}`) },
    {
      key: 'when', header: t('history.when'), hide: 'tablet', width: '164px', cell: (row) => (
        <div className={page.stack}>
          {format.dateTime(row.activityDateTime)}
          <Caption1 className={page.quiet}>{format.relative(row.activityDateTime)}</Caption1>
        </div>
      ),
    },
  ]
  return <RowTable label={t('audit.table')} columns={columns} rows={records} nameOf={(row) => row.id} stale={stale} />
}
