import { makeStyles } from '@fluentui/react-components'
import { usePageTitle } from '../../hooks/use-page-title'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { tablet } from '../../ui/breakpoints'
import { PageHeader } from '../../ui/PageHeader'
import { usePageStyles } from '../../ui/page-styles'
import { Attention } from './Attention'
import { FirstSteps } from './FirstSteps'
import { LossesSection } from './LossesSection'
import { QuickActions } from './QuickActions'
import { SeatsSection } from './SeatsSection'

const useStyles = makeStyles({
  columns: {
    display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: '20px', alignItems: 'start',
    [tablet]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

/** What needs attention, seats, what will be lost soon, and the usual ways on. */
export function HomePage() {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const { tenant } = useSession()
  usePageTitle(t('nav.home'))
  return (
    <div className={page.page}>
      <PageHeader title={t('nav.home')} text={t('home.text', { organization: tenant.displayName })} />
      <QuickActions />
      <FirstSteps />
      <Attention />
      <div className={styles.columns}>
        <SeatsSection />
        <LossesSection />
      </div>
    </div>
  )
}
