import { makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { productsQuery } from '../../api/queries'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { Card } from './Card'

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '24px', display: 'grid', gap: '8px' } })

/** What a new organization does first; gone as soon as it has a product. */
export function FirstSteps() {
  const styles = useStyles()
  const { t } = useI18n()
  const maySeeProducts = useDenied('license.read') === null
  const { data } = useQuery({ ...productsQuery(), enabled: maySeeProducts })
  if (data?.length !== 0) return null
  return (
    <Card title={t('setup.steps.title')}>
      <Text>{t('setup.steps.text')}</Text>
      <ol className={styles.list}>
        <li><RouterLink to="/licenses" search={{ pane: 'add' }}>{t('setup.steps.products')}</RouterLink></li>
        <li><RouterLink to="/users" search={{ pane: 'import' }}>{t('setup.steps.people')}</RouterLink></li>
        <li><RouterLink to="/licenses" search={{}}>{t('setup.steps.assign')}</RouterLink></li>
      </ol>
    </Card>
  )
}
