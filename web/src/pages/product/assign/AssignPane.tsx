import { useState } from 'react'
import type { Guid, PersonRow, Product } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import { PaneFrame } from '../../../ui/Pane'
import { useFlowEnd } from '../flow-end'
import { LeaveDialog } from '../LeaveDialog'
import type { Mode } from '../UnassignBar'
import { AssignFlow } from './AssignFlow'
import { AssignForm } from './AssignForm'

/** What was chosen in the pane; it stays while the preview is looked at. */
export interface Assignment {
  people: readonly PersonRow[]
  /** Services that shall be off. */
  off: ReadonlySet<Guid>
}

/** Assign licenses to users: who, which apps, what will happen, done (ASG-2). */
export function AssignPane({ product, onClose }: { product: Product; onClose: () => void }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<Assignment>({ people: [], off: new Set() })
  const [mode, setMode] = useState<Mode | null>(null)
  const end = useFlowEnd(onClose)
  return (
    <>
      <PaneFrame title={t('assign.title')} label={t('assign.title')} onClose={end.close}>
        {mode
          ? <AssignFlow product={product} chosen={chosen} mode={mode} end={end} onBack={() => setMode(null)} />
          : <AssignForm product={product} chosen={chosen} onChange={setChosen} onNext={setMode} onClose={onClose} />}
      </PaneFrame>
      <LeaveDialog dirty={chosen.people.length > 0 && !end.finished} />
    </>
  )
}
