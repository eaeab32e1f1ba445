import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { PreviewSummary, SkuRef } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'

interface NoSeats {
  sku: { id?: string; skuId?: string } & Pick<SkuRef, 'names'>
}

const skuOf = (params: Record<string, unknown> | undefined): NoSeats['sku'] | null => {
  const sku = (params as Partial<NoSeats> | undefined)?.sku
  return sku && typeof sku === 'object' && 'names' in sku ? sku : null
}

/** For how many people seats are missing, product by product, and what can be done about it (ASG-5). */
export function TooFewSeats({ summary }: { summary: PreviewSummary }) {
  const { t, format } = useI18n()
  const missing = new Map<string, { name: string; people: number }>()
  for (const reason of summary.reasons.filter(({ code }) => code === 'noSeats')) {
    const sku = skuOf(reason.params)
    const id = sku?.skuId ?? sku?.id
    if (!sku || !id) continue
    missing.set(id, { name: format.name(sku.names), people: (missing.get(id)?.people ?? 0) + reason.people })
  }
  return [...missing].map(([skuId, { name, people }]) => (
    <MessageBar key={skuId} intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('manage.tooFew', { product: name, count: people })}</MessageBarTitle>
        {t('manage.tooFew.text')}{' '}
        <RouterLink to="/licenses/$skuId" params={{ skuId }}>{t('manage.tooFew.holders', { product: name })}</RouterLink>
      </MessageBarBody>
    </MessageBar>
  ))
}
