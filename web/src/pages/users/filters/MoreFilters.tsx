import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { lazy, Suspense, useState } from 'react'
import { useI18n } from '../../../i18n/context'
import type { Criteria } from '../list/criteria'

// Fields are only needed once somebody asks for them.
const FilterFields = lazy(() => import('./FilterFields').then((module) => ({ default: module.FilterFields })))
const useStyles = makeStyles({ surface: { width: '300px', maxWidth: 'calc(100vw - 48px)' } })

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
        <Suspense fallback={t('common.loading')}>
          <FilterFields criteria={criteria} departments={departments} onChange={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      </PopoverSurface>
    </Popover>
  )
}
