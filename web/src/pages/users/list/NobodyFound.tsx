import { Button } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import { EmptyState } from '../../../ui/EmptyState'

/** No rows: because of the filters, or because there are no people yet. */
export function NobodyFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useI18n()
  if (!filtered) return <EmptyState heading={t('users.empty.title')} text={t('users.empty.text')} />
  return (
    <EmptyState heading={t('users.none.title')} text={t('users.none.text')}>
      <Button onClick={onClear}>{t('common.clearFilters')}</Button>
    </EmptyState>
  )
}
