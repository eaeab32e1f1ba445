import { useMemo, useState } from 'react'
import { changeLicenses } from '../../../api/changes'
import type { Guid, Person, Product } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import type { FlowEnd } from '../flow-end'
import { FlowBody } from '../FlowBody'

interface Props {
  product: Product
  person: Person
  off: ReadonlySet<Guid>
  end: FlowEnd
  onBack: () => void
}

/** The preview of the switches as they were set, then the result. An assignment overwrites what was off before (API-4). */
export function AppsFlow({ product, person, off, end, onBack }: Props) {
  const { t, format } = useI18n()
  // What was asked for stays the same change although the person is read again after it was done.
  const [disabledPlans] = useState(() => [...off])
  const change = useMemo(
    () => changeLicenses({ people: { ids: [person.id] }, operation: { kind: 'assign', products: [{ skuId: product.skuId, disabledPlans }] } }),
    [person.id, product.skuId, disabledPlans],
  )
  const facts = { name: person.displayName, product: format.name(product.names) }
  return (
    <FlowBody
      change={change} question={t('apps.question', facts)}
      confirmLabel={() => t('apps.confirm', facts)} waitingLabel={t('apps.save')} doneMessage={() => t('apps.done', facts)}
      end={end} onBack={onBack}
    />
  )
}
