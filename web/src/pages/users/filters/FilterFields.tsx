import { Button, makeStyles, Subtitle2 } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import type { Criteria } from '../list/criteria'
import { CountrySelect } from '../../../components/account/CountrySelect'
import { DepartmentField } from './DepartmentField'
import { ProductSelect } from './ProductSelect'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

export interface FilterFieldsProps {
  criteria: Criteria
  departments: readonly string[]
  onChange: (criteria: Partial<Criteria>) => void
  onClose: () => void
}

/** The filters that take a value; each acts as soon as it is chosen. */
export function FilterFields({ criteria, departments, onChange, onClose }: FilterFieldsProps) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={styles.root}>
      <Subtitle2 as="h2">{t('users.filter.more')}</Subtitle2>
      <ProductSelect value={criteria.product} onChange={(product) => onChange({ product })} />
      <CountrySelect
        label={t('person.location')} empty={t('users.filter.any')} value={criteria.location ?? ''}
        onChange={(code) => onChange({ location: code || undefined })}
      />
      <DepartmentField value={criteria.department ?? ''} known={departments} onChange={(text) => onChange({ department: text || undefined })} />
      <Button onClick={onClose}>{t('common.close')}</Button>
    </div>
  )
}
