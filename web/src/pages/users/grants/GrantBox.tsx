import { Caption1, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { Grant, ProductRow } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { PlanBoxes } from './PlanBoxes'

const useStyles = makeStyles({
  root: { display: 'grid', paddingBottom: '4px' },
  note: { paddingLeft: '36px', marginTop: '-4px' },
  short: { color: tokens.colorStatusWarningForeground3 },
  plans: { paddingLeft: '36px', paddingTop: '4px' },
})

interface Props {
  product: ProductRow
  people: number
  grant: Grant | undefined
  onToggle: (on: boolean) => void
  onOff: (off: ReadonlySet<string>) => void
}

/** One product with its free seats; once chosen, with Turn apps and services on or off. */
export function GrantBox({ product, people, grant, onToggle, onOff }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  const id = useId()
  const { available, total } = product
  const short = available < people
  const note = t(short ? 'grants.short' : 'person.availableOf', { available, total, people })
  return (
    <div className={styles.root}>
      <Checkbox label={format.name(product.names)} checked={grant !== undefined} aria-describedby={id} onChange={(_, data) => onToggle(data.checked === true)} />
      <Caption1 id={id} className={mergeClasses(page.quiet, styles.note, short && styles.short)}>{note}</Caption1>
      {grant && <div className={styles.plans}><PlanBoxes product={product} disabled={grant.disabledPlans} onChange={onOff} /></div>}
    </div>
  )
}
