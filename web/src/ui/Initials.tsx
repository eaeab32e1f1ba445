import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  root: {
    display: 'inline-grid', placeItems: 'center', flexShrink: 0, borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2, fontWeight: tokens.fontWeightSemibold,
  },
})

/** "Ada Berg" gives AB, "王芳" gives 王. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** A person's initials in a circle. Decoration: the name stands beside it. */
export function Initials({ name, size }: { name: string; size: number }) {
  const styles = useStyles()
  return (
    <span aria-hidden className={styles.root} style={{ width: size, height: size, fontSize: Math.round(size * 0.4) }}>
      {initialsOf(name)}
    </span>
  )
}
