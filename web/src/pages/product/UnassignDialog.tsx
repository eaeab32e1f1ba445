import { useMemo } from 'react'
import { changeLicenses, unassignFromProduct } from '../../api/changes'
import type { Guid } from '../../api/types'
import { ChangeDialog } from '../../components/change/ChangeDialog'
import { useI18n } from '../../i18n/context'
import { NextAfterUnassign } from './NextAfterUnassign'
import type { Mode } from './UnassignBar'

interface Props {
  skuId: Guid
  productName: string
  /** Who; null for everyone who holds the product. */
  users: readonly Guid[] | null
  count: number
  mode: Mode
  /** Opens Assign licenses for the seats that became free. */
  onReassign: () => void
  onClose: (done: boolean) => void
}

/** The confirmation box Unassign licenses, with the preview (UNA-11); beyond the limit, the same as a job (25.17). */
export function UnassignDialog({ skuId, productName, users, count, mode, onReassign, onClose }: Props) {
  const { t } = useI18n()
  const ids = users?.join(' ')
  const change = useMemo(() => {
    const people = ids?.split(' ')
    if (mode === 'page' && people) return unassignFromProduct(skuId, people)
    return changeLicenses({ people: people ? { ids: people } : { holdersOf: skuId }, operation: { kind: 'unassign', products: [skuId] }, asJob: true })
  }, [skuId, ids, mode])
  return (
    <ChangeDialog
      title={t('unassign.title')}
      question={t('unassign.question', { product: productName, count })}
      change={change}
      confirmLabel={(preview) => t('unassign.confirm', { count: preview.counts.changed })}
      waitingLabel={t('unassign.button')}
      danger={() => true}
      next={(close) => <NextAfterUnassign onReassign={() => { close(); onReassign() }} />}
      doneMessage={(changed) => t('unassign.done', { product: productName, count: changed })}
      onClose={onClose}
    />
  )
}
