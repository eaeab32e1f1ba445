import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSubscription, type CatalogProduct } from '../../api/catalog'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Foldable } from '../../ui/Foldable'
import { Pane } from '../../ui/Pane'
import { ErrorNotice } from '../ErrorNotice'
import { AddedNotice } from './AddedNotice'
import { CatalogChoice } from './CatalogChoice'
import { ImportCatalog } from './ImportCatalog'
import { quantityOf, termEndOf } from './purchase'

const useStyles = makeStyles({ body: { display: 'grid', gap: '16px' }, number: { maxWidth: '200px' } })

/** Enters what the organization has bought: a product, how many licenses of it, and until when. */
export function AddProductsPane({ onClose }: { onClose: () => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const denied = useDenied('subscription.write')
  const cache = useQueryClient()
  const [product, setProduct] = useState<CatalogProduct | null>(null)
  const [seats, setSeats] = useState('')
  const [end, setEnd] = useState('')
  const quantity = quantityOf(seats)
  const add = useMutation({
    mutationFn: addSubscription,
    onSuccess: () => { setSeats(''); return cache.invalidateQueries({ queryKey: ['products'] }) },
  })

  const missing = denied ?? (product === null ? t('setup.products.chooseFirst') : quantity === null ? t('setup.products.seatsFirst') : null)
  const save = () => {
    if (product && quantity) add.mutate({ skuId: product.skuId, quantity, termEndDateTime: termEndOf(end) })
  }
  return (
    <Pane
      title={t('setup.products.title')} label={t('setup.products.title')} onClose={onClose}
      footer={
        <>
          <ActionButton appearance="primary" reason={missing} disabled={add.isPending} onClick={save}>
            {quantity ? t('setup.products.add', { count: quantity }) : t('setup.products.addPlain')}
          </ActionButton>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <Text>{t('setup.products.text')}</Text>
        {add.isSuccess && product && <AddedNotice product={product} quantity={add.variables.quantity} />}
        {add.isError && <ErrorNotice error={add.error} />}
        <CatalogChoice chosen={product} onChoose={(next) => { setProduct(next); add.reset() }} />
        <Field
          className={styles.number} label={t('setup.products.seats')} required
          validationMessage={seats !== '' && quantity === null ? t('setup.products.seatsWrong') : undefined}
        >
          <Input inputMode="numeric" value={seats} onChange={(_, data) => setSeats(data.value)} />
        </Field>
        <Field className={styles.number} label={t('setup.products.end')} hint={t('setup.products.endHint')}>
          <Input type="date" value={end} onChange={(_, data) => setEnd(data.value)} />
        </Field>
        {product && quantity && <Text>{t('setup.products.summary', { product: format.name(product.names), count: quantity })}</Text>}
        <Foldable heading={t('setup.catalog.heading')}><ImportCatalog /></Foldable>
      </div>
    </Pane>
  )
}
