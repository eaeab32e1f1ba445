import { useMemo } from 'react'
import { changeLicenses, unassignFromProduct } from '../../api/changes'
import { ChangeDialog } from '../../components/change/ChangeDialog'
import { useI18n } from '../../i18n/context'
import type { UnassignMode } from './UnassignBar'

interface Props {
  skuId: string
  productName: string
  users: string[]
  mode: UnassignMode
  onClose: (done: boolean) => void
}

/** The confirmation box Unassign licenses, with the preview (UNA-11). */
export function UnassignDialog({ skuId, productName, users, mode, onClose }: Props) {
  const { t } = useI18n()
  const ids = users.join(' ')
  const change = useMemo(() => {
    const people = ids.split(' ')
    if (mode === 'page') return unassignFromProduct(skuId, people)
    return changeLicenses({ people: { ids: people }, operation: { kind: 'unassign', products: [skuId] }, asJob: true })
  }, [skuId, ids, mode])
  return (
    <ChangeDialog
      title={t('unassign.title')}
      question={t('unassign.question', { product: productName, count: users.length })}
      change={change}
      confirmLabel={(preview) => t('unassign.confirm', { count: preview.counts.changed })}
      waitingLabel={t('unassign.button')}
      danger={() => true}
      next={t('result.next.bill')}
      doneMessage={(count) => t('unassign.done', { product: productName, count })}
      onClose={onClose}
    />
  )
}
