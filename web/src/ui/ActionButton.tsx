import { Button, type ButtonProps, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components'
import type { MouseEventHandler, ReactElement, ReactNode } from 'react'

interface Props {
  children: ReactNode
  appearance?: ButtonProps['appearance']
  icon?: ReactElement
  size?: ButtonProps['size']
  className?: string
  disabled?: boolean
  'aria-busy'?: boolean
  'aria-label'?: string
  onClick?: MouseEventHandler
  /** Why the action cannot be taken now; the button then stays reachable and says so. */
  reason?: string | null
}

/** A button that, when it cannot be used, says why instead of hiding. Focus comes back to it from what it opened. */
export function ActionButton({ reason, onClick, ...props }: Props) {
  const restoreFocus = useRestoreFocusTarget()
  return (
    <Tooltip content={reason ?? ''} relationship="description" withArrow>
      <Button {...restoreFocus} {...props} disabledFocusable={Boolean(reason)} onClick={reason ? undefined : onClick} />
    </Tooltip>
  )
}
