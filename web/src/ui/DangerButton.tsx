import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { ActionButton } from './ActionButton'
import { phone } from './breakpoints'

const useStyles = makeStyles({
  danger: {
    whiteSpace: 'nowrap', [phone]: { whiteSpace: 'normal' },
    backgroundColor: tokens.colorStatusDangerBackground3, color: tokens.colorNeutralForegroundOnBrand,
    ':hover': { backgroundColor: tokens.colorStatusDangerBackground3Hover, color: tokens.colorNeutralForegroundOnBrand },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed, color: tokens.colorNeutralForegroundOnBrand },
  },
})

interface Props {
  children: ReactNode
  disabled?: boolean
  reason?: string | null
  onClick: () => void
}

/** The button that takes something away: red, named by what it does, never the first to have the focus. */
export function DangerButton({ children, disabled, reason, onClick }: Props) {
  const styles = useStyles()
  return (
    <ActionButton appearance="primary" disabled={disabled} reason={reason} className={reason ? undefined : styles.danger} onClick={onClick}>
      {children}
    </ActionButton>
  )
}
