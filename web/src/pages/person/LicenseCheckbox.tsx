import { Caption1, Checkbox, makeStyles, mergeClasses } from '@fluentui/react-components'
import { useId } from 'react'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import type { LicenseBox } from '../../util/license-edits'

const useStyles = makeStyles({ root: { display: 'grid', paddingBottom: '6px' }, note: { paddingLeft: '36px', marginTop: '-4px' } })

interface Props {
  box: LicenseBox
  checked: boolean
  /** Why the reader may not change licences at all. */
  denied: string | null
  onChange: (checked: boolean) => void
}

/** One product: ticked when held, and when it cannot be changed, why. */
export function LicenseCheckbox({ box, checked, denied, onChange }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { format } = useI18n()
  const note = useNote(box)
  const id = useId()
  return (
    <div className={styles.root}>
      <Checkbox
        label={format.name(box.names)} checked={checked} disabled={denied !== null || box.locked !== null}
        aria-describedby={id} onChange={(_, data) => onChange(data.checked === true)}
      />
      <Caption1 id={id} className={mergeClasses(page.quiet, styles.note)}>{note}</Caption1>
    </div>
  )
}

function useNote(box: LicenseBox): string {
  const { t, format } = useI18n()
  const groups = format.list(box.groups.map((group) => group.displayName))
  if (box.locked === 'inherited') return t('person.inherited', { groups })
  if (box.locked === 'selfService') return t('person.selfService', { name: box.purchaser?.displayName ?? '' })
  if (box.locked === 'noSeats') return t('person.noSeats', { enabled: box.seats?.enabled ?? 0 })
  const seats = box.seats ? t('person.availableOf', { available: box.seats.available, total: box.seats.total }) : ''
  return box.groups.length > 0 ? t('person.alsoInherited', { groups }) : seats
}
