import { makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const on = {
  backgroundColor: tokens.colorBrandBackground2,
  color: tokens.colorBrandForeground2,
  borderTopColor: tokens.colorBrandStroke1, borderRightColor: tokens.colorBrandStroke1,
  borderBottomColor: tokens.colorBrandStroke1, borderLeftColor: tokens.colorBrandStroke1,
}
const useStyles = makeStyles({ on: { ...on, ':hover': { ...on, backgroundColor: tokens.colorBrandBackground2Hover } } })

/** A filter that is on or off. */
export function Chip({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) {
  const styles = useStyles()
  return (
    <ToggleButton size="small" shape="circular" checked={on} className={mergeClasses(on && styles.on)} onClick={onClick}>
      {children}
    </ToggleButton>
  )
}
