import { useMemo } from 'react'
import { changeLicenses } from '../../../api/changes'
import type { Product } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import type { FlowEnd } from '../flow-end'
import { FlowBody } from '../FlowBody'
import type { Mode } from '../UnassignBar'
import type { Assignment } from './AssignPane'

interface Props {
  product: Product
  chosen: Assignment
  mode: Mode
  end: FlowEnd
  onBack: () => void
}

/** The preview of an assignment, then its result per person with Undo. */
export function AssignFlow({ product, chosen, mode, end, onBack }: Props) {
  const { t, format } = useI18n()
  const { people, off } = chosen
  const change = useMemo(
    () => changeLicenses({
      people: { ids: people.map((person) => person.id) },
      operation: { kind: 'assign', products: [{ skuId: product.skuId, disabledPlans: [...off] }] },
      asJob: mode === 'job' || undefined,
    }),
    [people, off, product.skuId, mode],
  )
  const name = format.name(product.names)
  return (
    <FlowBody
      change={change} question={t('assign.question', { product: name, count: people.length })}
      confirmLabel={(preview) => t('assign.confirm', { count: preview.counts.changed })} waitingLabel={t('assign.button')}
      doneMessage={(count) => t('assign.done', { product: name, count })}
      end={end} onBack={onBack}
    />
  )
}
