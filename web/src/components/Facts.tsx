import { makeStyles, tokens } from '@fluentui/react-components'
import { Fragment, type ReactNode } from 'react'
import { phone } from '../ui/breakpoints'

const useStyles = makeStyles({
  list: {
    margin: 0, display: 'grid', gridTemplateColumns: 'minmax(120px, max-content) minmax(0, 1fr)', columnGap: '16px', rowGap: '8px',
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '2px' },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', [phone]: { marginBottom: '8px' } },
})

/** Names and values; a value that is null is left out with its name. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const styles = useStyles()
  return (
    <dl className={styles.list}>
      {facts.filter(([, value]) => value !== null && value !== undefined).map(([term, value]) => (
        <Fragment key={term}><dt className={styles.term}>{term}</dt><dd className={styles.value}>{value}</dd></Fragment>
      ))}
    </dl>
  )
}
