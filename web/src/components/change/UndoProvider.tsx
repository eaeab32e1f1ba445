import { Button, Toast, ToastFooter, ToastTitle, ToastTrigger, useToastController } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { Guid } from '../../api/types'
import { TOASTER } from '../../ui/toaster'
import { useI18n } from '../../i18n/context'
import { UndoContext } from './undo-context'

const UndoDialog = lazy(() => import('./UndoDialog').then((module) => ({ default: module.UndoDialog })))

/** Undo from anywhere: the toast after a change and its dialog, above all pages. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { dispatchToast } = useToastController(TOASTER)
  const [changeSetId, setChangeSetId] = useState<Guid | null>(null)

  const undo = useMemo(() => ({
    undo: setChangeSetId,
    offerUndo: (id: Guid, message: string) => dispatchToast(
      <Toast>
        <ToastTitle>{message}</ToastTitle>
        <ToastFooter>
          <ToastTrigger><Button size="small" onClick={() => setChangeSetId(id)}>{t('common.undo')}</Button></ToastTrigger>
        </ToastFooter>
      </Toast>,
      { intent: 'success', timeout: 12_000, pauseOnHover: true, pauseOnWindowBlur: true },
    ),
  }), [dispatchToast, t])

  return (
    <UndoContext value={undo}>
      {children}
      {changeSetId && <Suspense fallback={null}><UndoDialog changeSetId={changeSetId} onClose={() => setChangeSetId(null)} /></Suspense>}
    </UndoContext>
  )
}
