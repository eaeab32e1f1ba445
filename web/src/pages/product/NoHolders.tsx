import { Button } from '@fluentui/react-components'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { EmptyState } from '../../ui/EmptyState'

/** No rows: because of the search, or because nobody holds the product. */
export function NoHolders({ search, onClear, onAssign }: { search: string; onClear: () => void; onAssign: () => void }) {
  const { t } = useI18n()
  const denied = useDenied('license.assign')
  if (search) {
    return (
      <EmptyState heading={t('product.none.title', { search })} text={t('product.none.text')}>
        <Button onClick={onClear}>{t('common.clearFilters')}</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState heading={t('product.empty.title')} text={t('product.empty.text')}>
      <ActionButton appearance="primary" reason={denied} onClick={onAssign}>{t('assign.command')}</ActionButton>
    </EmptyState>
  )
}
