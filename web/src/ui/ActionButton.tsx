import { Button, type ButtonProps, makeStyles, mergeClasses, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components'
import { type MouseEventHandler, type ReactElement, type ReactNode, useState } from 'react'
import { phone } from './breakpoints'

// What a button does is read as one line where there is room.
const useStyles = makeStyles({ label: { whiteSpace: 'nowrap', [phone]: { whiteSpace: 'normal' } } })

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
  const styles = useStyles()
  const restoreFocus = useRestoreFocusTarget()
  const [open, setOpen] = useState(false)
  return (
    <Tooltip
      content={reason ?? ''} relationship="description" withArrow
      // One whose reason goes while it is shown goes with it: a tooltip without words has no name.
      visible={open && Boolean(reason)} onVisibleChange={(_, data) => setOpen(data.visible)}
    >
      <Button {...restoreFocus} {...props} className={mergeClasses(styles.label, props.className)} disabledFocusable={Boolean(reason)} onClick={reason ? undefined : onClick} />
    </Tooltip>
  )
}
