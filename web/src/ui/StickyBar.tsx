import { makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef } from 'react'

const useStyles = makeStyles({
  bar: { position: 'sticky', top: 0, zIndex: 2, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '4px 0', backgroundColor: tokens.colorNeutralBackground1 },
})

/** Stays in view while the list scrolls under it; the table's header stops below, by `--bar-height`. */
export function StickyBar({ children }: { children: ReactNode }) {
  const styles = useStyles()
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bar.current!
    const observer = new ResizeObserver(() => {
      element.parentElement?.style.setProperty('--bar-height', `${element.offsetHeight}px`)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return <div ref={bar} className={styles.bar}>{children}</div>
}
