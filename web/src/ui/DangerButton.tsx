import type { ReactNode } from 'react'
import { ActionButton } from './ActionButton'
import { useDangerStyles } from './danger-styles'

interface Props {
  children: ReactNode
  disabled?: boolean
  reason?: string | null
  onClick: () => void
}

/** The button that takes something away: red, named by what it does, never the first to have the focus. */
export function DangerButton({ children, disabled, reason, onClick }: Props) {
  const danger = useDangerStyles()
  return (
    <ActionButton appearance="primary" disabled={disabled} reason={reason} className={reason ? undefined : danger.danger} onClick={onClick}>
      {children}
    </ActionButton>
  )
}
