import { Caption1, makeStyles, mergeClasses, Switch, Text, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { Guid, ProductPlan } from '../api/types'
import { isAvailable } from '../clouds/facts'
import { useCloud } from '../clouds/use-cloud'
import { useI18n } from '../i18n/context'
import { usePageStyles } from '../ui/page-styles'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: { display: 'grid', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':last-child': { borderBottomStyle: 'none' } },
  note: { paddingLeft: '60px', paddingBottom: '6px', marginTop: '-4px' },
})

interface Props {
  label: string
  plans: readonly ProductPlan[]
  off: ReadonlySet<Guid>
  /** Why nothing can be switched, if so; said above the switches by whoever asks. */
  disabled?: boolean
  /** Something to know about one service. */
  noteOf?: (plan: ProductPlan) => string | null
  onChange: (off: ReadonlySet<Guid>) => void
}

/** Apps and services of a product, on or off; one that the cloud does not have says so (ASG-2, ASG-4, CLD-4). */
export function ServiceSwitches({ label, plans, off, disabled = false, noteOf, onChange }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  const { facts } = useCloud()
  const own = plans.filter((plan) => plan.appliesTo === 'User')
  const offered = own.filter((plan) => isAvailable(facts, plan))
  const sorted = [...own].sort((a, b) => format.name(a.names).localeCompare(format.name(b.names)))
  const on = offered.filter((plan) => !off.has(plan.servicePlanId)).length
  const setAll = (checked: boolean) =>
    onChange(new Set([...off].filter((id) => !offered.some((plan) => plan.servicePlanId === id)).concat(checked ? [] : offered.map((plan) => plan.servicePlanId))))
  return (
    <div role="group" aria-label={label}>
      <div className={page.tools}>
        <Switch label={t('apps.all')} checked={on === offered.length} disabled={disabled} onChange={(_, data) => setAll(data.checked)} />
        <Text role="status" size={200} className={page.quiet}>{t('apps.count', { on, total: offered.length })}</Text>
      </div>
      <ul className={styles.list}>
        {sorted.map((plan) => (
          <ServiceSwitch
            key={plan.servicePlanId} name={format.name(plan.names)} disabled={disabled || !offered.includes(plan)}
            checked={offered.includes(plan) && !off.has(plan.servicePlanId)}
            note={offered.includes(plan) ? (noteOf?.(plan) ?? null) : t('apps.notInCloud', { cloud: t(facts.name) })}
            onChange={(checked) => {
              const next = new Set(off)
              if (checked) next.delete(plan.servicePlanId)
              else next.add(plan.servicePlanId)
              onChange(next)
            }}
          />
        ))}
      </ul>
    </div>
  )
}

interface SwitchProps {
  name: string
  checked: boolean
  disabled: boolean
  note: string | null
  onChange: (checked: boolean) => void
}

function ServiceSwitch({ name, checked, disabled, note, onChange }: SwitchProps) {
  const styles = useStyles()
  const page = usePageStyles()
  const id = useId()
  return (
    <li className={styles.row}>
      <Switch label={name} checked={checked} disabled={disabled} aria-describedby={note ? id : undefined} onChange={(_, data) => onChange(data.checked)} />
      {note && <Caption1 id={id} className={mergeClasses(page.quiet, styles.note)}>{note}</Caption1>}
    </li>
  )
}
