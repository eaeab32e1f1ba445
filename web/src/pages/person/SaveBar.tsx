import { useState } from 'react'
import { SaveActions } from '../../components/SaveActions'
import { useDenied } from '../../hooks/use-session'
import { SaveDialog } from './SaveDialog'
import type { LicenseEditing } from './use-license-editing'

/** Save changes, below the boxes; disabled with the reason until one was changed. */
export function SaveBar({ editing }: { editing: LicenseEditing }) {
  const denied = useDenied('license.unassign')
  const [saving, setSaving] = useState(false)
  const { dirty, reset } = editing
  return (
    <>
      <SaveActions dirty={dirty} reason={denied} onSave={() => setSaving(true)} onReset={reset} />
      {saving && <SaveDialog editing={editing} onClose={(done) => { setSaving(false); if (done) reset() }} />}
    </>
  )
}
