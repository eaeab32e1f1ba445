import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: { display: 'grid', justifyItems: 'center', gap: '8px', textAlign: 'center', padding: '48px 16px' },
  text: { color: tokens.colorNeutralForeground2, maxWidth: '480px' },
  actions: { marginTop: '8px', display: 'flex', gap: '8px' },
})

interface Props {
  heading: string
  text: string
  level?: 1 | 2
  children?: ReactNode
}

/** Nothing to show: says why and what to do. */
export function EmptyState({ heading, text, level = 2, children }: Props) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <Title3 as={level === 1 ? 'h1' : 'h2'}>{heading}</Title3>
      <Text className={styles.text}>{text}</Text>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
