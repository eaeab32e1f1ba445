import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { phone } from '../../ui/breakpoints'

const useStyles = makeStyles({
  root: {
    border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge, padding: '18px 20px', maxWidth: '860px',
    display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', [phone]: { padding: '14px 14px' },
  },
  text: { color: tokens.colorNeutralForeground2 },
  head: { display: 'grid', gap: '2px' },
})

/** Settings that belong together, under a heading. */
export function Section({ heading, text, children }: { heading: string; text?: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section aria-label={heading} className={styles.root}>
      <div className={styles.head}>
        <Subtitle2 as="h2">{heading}</Subtitle2>
        {text && <Text className={styles.text}>{text}</Text>}
      </div>
      {children}
    </section>
  )
}
