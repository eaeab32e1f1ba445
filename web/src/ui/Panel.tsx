import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge, padding: '14px 16px',
    display: 'grid', gap: '6px', backgroundColor: tokens.colorNeutralBackground1,
  },
})

/** Facts that belong together, in a box with a name. */
export function Panel({ label, children }: { label: string; children: ReactNode }) {
  const styles = useStyles()
  return <div role="group" aria-label={label} className={styles.root}>{children}</div>
}
