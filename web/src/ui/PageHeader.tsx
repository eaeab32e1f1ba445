import { makeStyles, Text, Title2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '4px' },
  text: { color: tokens.colorNeutralForeground2, maxWidth: '820px' },
})

/** A page's title and the one line that says what it is. */
export function PageHeader({ title, text, above }: { title: string; text: string; above?: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      {above}
      <Title2 as="h1">{title}</Title2>
      <Text className={styles.text}>{text}</Text>
    </div>
  )
}
