import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import type { Product } from '../../../api/types'
import { useCloud } from '../../../clouds/use-cloud'
import { useI18n } from '../../../i18n/context'

/** How many licenses are free, and when that is too few, how there can be more (ASG-5). */
export function SeatsNote({ product, wanted }: { product: Pick<Product, 'available' | 'total'>; wanted: number }) {
  const { t, format } = useI18n()
  const { facts } = useCloud()
  const { available, total } = product
  if (wanted <= available && available > 0) return <Text>{t('assign.available', { available, total })}</Text>
  const roles = format.either([t('role.Global'), t('role.Billing')])
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('assign.tooFew', { available, total, roles, page: t(facts.purchase) })}</MessageBarBody>
    </MessageBar>
  )
}
