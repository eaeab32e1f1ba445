import { makeStyles, tokens } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', listStyleType: 'none', margin: 0, padding: 0 },
  item: { display: 'flex', alignItems: 'center', gap: '6px', color: tokens.colorNeutralForeground2 },
})

/** Where the page stands, with the way back to Licenses. */
export function Trail({ product }: { product?: string }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <nav aria-label={t('nav.breadcrumb')}>
      <ol className={styles.list}>
        <li><RouterLink to="/licenses">{t('licenses.title')}</RouterLink></li>
        {product && <li className={styles.item}><ChevronRightRegular aria-hidden /><span aria-current="page">{product}</span></li>}
      </ol>
    </nav>
  )
}
