import { makeStyles, Text } from '@fluentui/react-components'
import type { PersonAssignment } from '../../api/types'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' } })

/** The licences that are copied, each with how many of its apps are off. */
export function CopiedList({ assignments }: { assignments: readonly PersonAssignment[] }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  return (
    <ul className={styles.list}>
      {assignments.map(({ skuId, names, paths }) => {
        const off = paths.find((path) => path.kind === 'direct')?.disabledPlans.length ?? 0
        return <li key={skuId}><Text>{off > 0 ? t('copy.product', { product: format.name(names), count: off }) : format.name(names)}</Text></li>
      })}
    </ul>
  )
}
