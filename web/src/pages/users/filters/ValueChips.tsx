import { Button, makeStyles } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { productsQuery } from '../../../api/queries'
import { useI18n } from '../../../i18n/context'
import type { Criteria } from '../list/criteria'

const useStyles = makeStyles({ chip: { maxWidth: '100%', overflowWrap: 'anywhere' } })

/** The filters that have a value, each with the way to take it away. */
export function ValueChips({ criteria, onChange }: { criteria: Criteria; onChange: (criteria: Partial<Criteria>) => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { data: products } = useQuery({ ...productsQuery(), enabled: criteria.product !== undefined })
  const { product, location, department } = criteria
  const names = product && products?.find((row) => row.skuId === product)?.names
  const chips = [
    { key: 'product' as const, text: product && t('users.filter.product', { product: names ? format.name(names) : product }) },
    { key: 'location' as const, text: location && t('users.filter.location', { location: format.country(location) }) },
    { key: 'department' as const, text: department && t('users.filter.department', { department }) },
  ]
  return chips.map(({ key, text }) => text && (
    <Button
      key={key} size="small" shape="circular" className={styles.chip} icon={<DismissRegular />} iconPosition="after"
      aria-label={t('users.filter.remove', { filter: text })} onClick={() => onChange({ [key]: undefined })}
    >
      {text}
    </Button>
  ))
}
