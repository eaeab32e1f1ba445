import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import type { CatalogProduct } from '../../api/catalog'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'

/** The seats are there; the next step is to assign them. */
export function AddedNotice({ product, quantity }: { product: CatalogProduct; quantity: number }) {
  const { t, format } = useI18n()
  return (
    <MessageBar intent="success" layout="multiline" role="status">
      <MessageBarBody>{t('setup.products.added', { product: format.name(product.names), count: quantity })}</MessageBarBody>
      <MessageBarActions>
        <RouterLink to="/licenses/$skuId" params={{ skuId: product.skuId }}>{t('setup.products.assign')}</RouterLink>
      </MessageBarActions>
    </MessageBar>
  )
}
