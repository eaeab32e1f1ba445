import { Badge, Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { PersonRow } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import { phone, tablet } from '../../../ui/breakpoints'
import { usePageStyles } from '../../../ui/page-styles'
import { RouterLink } from '../../../ui/RouterLink'
import { SignInName } from '../../../ui/SignInName'
import { HeldLicenses } from './HeldLicenses'

const useStyles = makeStyles({
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

/** The name, which opens the person; on small screens with what other columns would say. */
export function NameCell({ row }: { row: PersonRow }) {
  const page = usePageStyles()
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={page.stack}>
      <RouterLink
        from="/users" to="/users/$userId" params={{ userId: row.id }}
        search={(previous) => ({ ...previous, tab: undefined, pane: undefined, action: undefined })}
      >
        {row.displayName}
      </RouterLink>
      <Caption1 className={mergeClasses(page.quiet, styles.onTablet)}><SignInName upn={row.userPrincipalName} /></Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}><HeldLicenses row={row} /></Caption1>
      {!row.accountEnabled && <span><Badge appearance="tint" color="warning">{t('users.blocked')}</Badge></span>}
    </div>
  )
}
