import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { Product } from '../../api/types'
import { useCloud } from '../../clouds/use-cloud'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({ bar: { height: 'auto' }, ways: { margin: '4px 0 0', paddingLeft: '20px' } })

/** More is assigned than there is: what that means and the ways out of it (CON-2, CON-3). */
export function ConflictNotice({ product }: { product: Pick<Product, 'inConflict' | 'excess'> }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { facts } = useCloud()
  if (!product.inConflict) return null
  const roles = format.either([t('role.Global'), t('role.Billing')])
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{t('product.conflict.title', { excess: product.excess })}</MessageBarTitle> {t('product.conflict.text')}
        <ul className={styles.ways}>
          <li>{t('product.conflict.unassign')}</li>
          <li>{t('product.conflict.buy', { roles, page: t(facts.purchase) })}</li>
          <li>{t('product.conflict.delete')}</li>
        </ul>
      </MessageBarBody>
    </MessageBar>
  )
}
