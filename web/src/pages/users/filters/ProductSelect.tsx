import { Field, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { productsQuery } from '../../../api/queries'
import { useI18n } from '../../../i18n/context'

/** One of the organization's products, or any. */
export function ProductSelect({ value, onChange }: { value: string | undefined; onChange: (skuId: string | undefined) => void }) {
  const { t, format } = useI18n()
  const { data } = useQuery(productsQuery())
  const products = (data ?? []).filter((row) => row.appliesTo === 'User')
  return (
    <Field label={t('licenses.product')}>
      <Select value={value ?? ''} onChange={(_, data) => onChange(data.value || undefined)}>
        <option value="">{t('users.filter.any')}</option>
        {products.map((row) => <option key={row.skuId} value={row.skuId}>{format.name(row.names)}</option>)}
      </Select>
    </Field>
  )
}
