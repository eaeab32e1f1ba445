import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { productsQuery } from '../../api/queries'
import type { Person } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { editBox, type Edits, type LicenseBox, licenseBoxes } from '../../util/license-edits'

export interface LicenseEditing {
  person: Person
  /** Undefined while the products are on the way. */
  boxes: LicenseBox[] | undefined
  error: unknown
  retry: () => void
  edits: Edits
  dirty: boolean
  setBox: (box: LicenseBox, checked: boolean) => void
  reset: () => void
}

const NO_EDITS: Edits = new Map()

/** The check boxes of a person's licences and what was changed in them; kept while another tab is looked at. */
export function useLicenseEditing(person: Person): LicenseEditing {
  const { format } = useI18n()
  const { data, error, refetch } = useQuery(productsQuery())
  const [edits, setEdits] = useState<Edits>(NO_EDITS)
  const boxes = useMemo(
    () => data && licenseBoxes(person, data).sort((a, b) => format.name(a.names).localeCompare(format.name(b.names))),
    [data, person, format],
  )
  return {
    person, boxes, error, edits,
    dirty: edits.size > 0,
    retry: () => void refetch(),
    setBox: (box, checked) => setEdits((previous) => editBox(previous, box, checked)),
    reset: () => setEdits(NO_EDITS),
  }
}
