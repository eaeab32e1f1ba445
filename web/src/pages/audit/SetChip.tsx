import { Button, Caption1 } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { FilterChip } from '../../components/filter/FilterChip'
import { usePageStyles } from '../../ui/page-styles'

/** Only the records of one change set; it is set by a link from there. */
export function SetChip({ id, onClear }: { id: string; onClear: () => void }) {
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <FilterChip label={t('audit.set')} value={id.slice(0, 8)} onClear={onClear}>
      {() => (
        <>
          <Caption1 className={page.quiet}>{id}</Caption1>
          <RouterLink to="/history/$changeSetId" params={{ changeSetId: id }} search={{}}>{t('history.showChange')}</RouterLink>
          <Button size="small" onClick={onClear}>{t('filter.clear', { label: t('audit.set') })}</Button>
        </>
      )}
    </FilterChip>
  )
}
