import { makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { productsQuery } from '../../../api/queries'
import { Waiting } from '../../../components/change/Waiting'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { GrantBox } from './GrantBox'
import { grantOf, type Grants, setOff, setProduct } from './grants'

const useStyles = makeStyles({ list: { display: 'grid', gap: '4px' } })

interface Props {
  label: string
  grants: Grants
  /** How many people shall get each. */
  people: number
  onChange: (grants: Grants) => void
}

/** The organization's products to choose from, each with its apps and services (ASG-5). */
export function GrantPicker({ label, grants, people, onChange }: Props) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { data, error, refetch } = useQuery(productsQuery())
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting label={t('common.loading')} />
  const owned = data.filter((row) => row.appliesTo === 'User' && row.enabled + row.warning > 0)
    .sort((a, b) => format.name(a.names).localeCompare(format.name(b.names)))
  if (owned.length === 0) return <Text>{t('person.noProducts')}</Text>
  return (
    <div role="group" aria-label={label} className={styles.list}>
      {owned.map((row) => (
        <GrantBox
          key={row.skuId} product={row} people={people} grant={grantOf(grants, row.skuId)}
          onToggle={(on) => onChange(setProduct(grants, row.skuId, on))}
          onOff={(off) => onChange(setOff(grants, row.skuId, off))}
        />
      ))}
    </div>
  )
}
