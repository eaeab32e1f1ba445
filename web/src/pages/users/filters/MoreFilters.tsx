import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, Subtitle2 } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useI18n } from '../../../i18n/context'
import type { Criteria } from '../list/criteria'
import { CountrySelect } from '../shared/CountrySelect'
import { DepartmentField } from './DepartmentField'
import { ProductSelect } from './ProductSelect'

const useStyles = makeStyles({ surface: { display: 'grid', gap: '12px', width: '300px', maxWidth: 'calc(100vw - 48px)' } })

interface Props {
  criteria: Criteria
  departments: readonly string[]
  onChange: (criteria: Partial<Criteria>) => void
}

/** Filters by product, usage location and department; each acts as soon as it is chosen. */
export function MoreFilters({ criteria, departments, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <Popover trapFocus open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<FilterRegular />}>{t('users.filter.more')}</Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('users.filter.more')}>
        <Subtitle2 as="h2">{t('users.filter.more')}</Subtitle2>
        <ProductSelect value={criteria.product} onChange={(product) => onChange({ product })} />
        <CountrySelect label={t('person.location')} empty={t('users.filter.any')} value={criteria.location ?? ''} onChange={(code) => onChange({ location: code || undefined })} />
        <DepartmentField value={criteria.department ?? ''} known={departments} onChange={(text) => onChange({ department: text || undefined })} />
        <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
      </PopoverSurface>
    </Popover>
  )
}
