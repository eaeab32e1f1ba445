import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { productsQuery } from '../../api/queries'
import { CountingHelp } from '../../components/CountingHelp'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { Card } from './Card'
import { Lines } from './Lines'
import { SeatRow } from './SeatRow'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  more: { justifySelf: 'start' },
})

const FIRST = 12

/** How many licences of each product are assigned, as bars with the numbers beside them. */
export function SeatsSection() {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('license.read')
  const { data, error, refetch, isLoading } = useQuery({ ...productsQuery(), enabled: denied === null })
  const [all, setAll] = useState(false)
  const products = data?.filter((row) => row.appliesTo === 'User' && row.total + row.assigned > 0)
  const shown = all ? products : products?.slice(0, FIRST)
  return (
    <Card title={t('home.seats')} aside={<CountingHelp />}>
      {error && !data && !denied && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {denied && <Text>{denied}</Text>}
      {isLoading && <Lines count={6} />}
      {products?.length === 0 && <Text>{t('licenses.empty.text')}</Text>}
      {shown && shown.length > 0 && <ul className={styles.list}>{shown.map((row) => <SeatRow key={row.skuId} row={row} />)}</ul>}
      {products && shown && shown.length < products.length && (
        <Button appearance="subtle" className={styles.more} onClick={() => setAll(true)}>{t('common.showAll', { count: products.length })}</Button>
      )}
    </Card>
  )
}
