import { Caption1, Field, makeStyles, Radio, RadioGroup, Spinner, Text } from '@fluentui/react-components'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CatalogProduct, catalogQuery } from '../../api/catalog'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { SearchField } from '../../ui/SearchField'
import { ErrorNotice } from '../ErrorNotice'

const useStyles = makeStyles({ root: { display: 'grid', gap: '8px' }, list: { maxHeight: '320px', overflowY: 'auto' }, label: { display: 'grid' } })

interface Props {
  chosen: CatalogProduct | null
  onChoose: (product: CatalogProduct) => void
}

/** One product of the catalogue, found by its name or part number. */
export function CatalogChoice({ chosen, onChoose }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery({ ...catalogQuery(search), placeholderData: keepPreviousData })
  const more = (data?.['@odata.count'] ?? 0) - (data?.value.length ?? 0)
  return (
    <div className={styles.root}>
      <SearchField label={t('setup.products.search')} value={search} onSearch={setSearch} />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Spinner label={t('common.loading')} />}
      {data?.value.length === 0 && <Text role="status">{t('setup.products.none')}</Text>}
      {data && data.value.length > 0 && (
        <Field label={t('setup.products.choose')} required>
          <RadioGroup
            className={styles.list} value={chosen?.skuId ?? ''} tabIndex={-1}
            onChange={(_, { value }) => { const found = data.value.find((one) => one.skuId === value); if (found) onChoose(found) }}
          >
            {data.value.map((product) => (
              <Radio
                key={product.skuId} value={product.skuId}
                label={
                  <span className={styles.label}>
                    {format.name(product.names)}
                    <Caption1 className={page.quiet}>{product.skuPartNumber}</Caption1>
                  </span>
                }
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      {more > 0 && <Caption1 className={page.quiet}>{t('setup.products.more', { count: more })}</Caption1>}
    </div>
  )
}
