import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '8px' },
  heading: {
    cursor: 'pointer', fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase300, padding: '4px 0',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  body: { paddingTop: '4px' },
})

/** A part that opens and closes, by the browser's own element. */
export function Foldable({ heading, open, children }: { heading: string; open?: boolean; children: ReactNode }) {
  const styles = useStyles()
  return (
    <details className={styles.root} open={open}>
      <summary className={styles.heading}>{heading}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
