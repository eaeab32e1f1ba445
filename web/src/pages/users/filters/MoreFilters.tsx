import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { type ComponentType, useState } from 'react'
import { useI18n } from '../../../i18n/context'
import type { FilterFieldsProps } from './FilterFields'

const useStyles = makeStyles({ surface: { width: '300px', maxWidth: 'calc(100vw - 48px)' } })

/** Filters by product, usage location and department; each acts as soon as it is chosen. */
export function MoreFilters({ criteria, departments, onChange }: Omit<FilterFieldsProps, 'onClose'>) {
  const styles = useStyles()
  const { t } = useI18n()
  // Fields are only needed once somebody asks for them; they are there before the box opens, which takes the focus.
  const [Fields, setFields] = useState<ComponentType<FilterFieldsProps> | null>(null)
  const [open, setOpen] = useState(false)
  const change = async (next: boolean) => {
    if (next && !Fields) {
      const { FilterFields } = await import('./FilterFields')
      setFields(() => FilterFields)
    }
    setOpen(next)
  }
  return (
    <Popover trapFocus open={open} onOpenChange={(_, data) => void change(data.open)}>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<FilterRegular />}>{t('users.filter.more')}</Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('users.filter.more')}>
        {Fields && <Fields criteria={criteria} departments={departments} onChange={onChange} onClose={() => setOpen(false)} />}
      </PopoverSurface>
    </Popover>
  )
}
