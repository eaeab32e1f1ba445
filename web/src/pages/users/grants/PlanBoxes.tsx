import { useQuery } from '@tanstack/react-query'
import { productQuery } from '../../../api/queries'
import type { SkuRef } from '../../../api/types'
import { Waiting } from '../../../components/change/Waiting'
import { ServiceSwitches } from '../../../components/ServiceSwitches'
import { useI18n } from '../../../i18n/context'
import { Foldable } from '../../../ui/Foldable'

interface Props {
  product: SkuRef
  disabled: readonly string[]
  onChange: (off: ReadonlySet<string>) => void
}

/** Turn apps and services of one product on or off; all are on at first. */
export function PlanBoxes({ product, disabled, onChange }: Props) {
  const { t, format } = useI18n()
  const { data } = useQuery({ ...productQuery(product.skuId), staleTime: 60_000 })
  return (
    <Foldable heading={t('grants.apps')}>
      {data
        ? <ServiceSwitches label={t('grants.appsOf', { product: format.name(product.names) })} plans={data.plans} off={new Set(disabled)} onChange={onChange} />
        : <Waiting label={t('common.loading')} />}
    </Foldable>
  )
}
