import { makeStyles, mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { ActionButton } from './ActionButton'
import { phone } from './breakpoints'
import { useDangerStyles } from './danger-styles'

const useStyles = makeStyles({ label: { whiteSpace: 'nowrap', [phone]: { whiteSpace: 'normal' } } })

interface Props {
  children: ReactNode
  disabled?: boolean
  reason?: string | null
  onClick: () => void
}

/** The button that takes something away: red, named by what it does, never the first to have the focus. */
export function DangerButton({ children, disabled, reason, onClick }: Props) {
  const styles = useStyles()
  const danger = useDangerStyles()
  return (
    <ActionButton appearance="primary" disabled={disabled} reason={reason} className={mergeClasses(styles.label, !reason && danger.danger)} onClick={onClick}>
      {children}
    </ActionButton>
  )
}
