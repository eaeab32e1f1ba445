import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'
import { phone } from '../../ui/breakpoints'

const useStyles = makeStyles({
  root: {
    border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusXLarge, padding: '16px 20px 18px',
    display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px', backgroundColor: tokens.colorNeutralBackground1,
    [phone]: { padding: '14px 14px 16px' },
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '12px', flexWrap: 'wrap' },
})

interface Props {
  title: string
  /** Beside the title: the way to the whole list. */
  aside?: ReactNode
  children: ReactNode
}

/** One part of Home. */
export function Card({ title, aside, children }: Props) {
  const styles = useStyles()
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={styles.root}>
      <div className={styles.head}><Subtitle2 as="h2" id={heading}>{title}</Subtitle2>{aside}</div>
      {children}
    </section>
  )
}
