import { makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'

// Tabs that do not fit scroll by themselves: the pane must not.
const useStyles = makeStyles({ scroll: { overflowX: 'auto', maxWidth: '100%', scrollbarWidth: 'none' } })

interface Props<T extends string> {
  value: T
  tabs: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** The tabs of a pane; the chosen one is in view, also on a phone. */
export function PaneTabs<T extends string>({ value, tabs, onChange }: Props<T>) {
  const styles = useStyles()
  const scroll = useRef<HTMLDivElement>(null)
  useEffect(() => { scroll.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) }, [value])
  return (
    <div ref={scroll} className={styles.scroll}>
      <TabList selectedValue={value} onTabSelect={(_, data) => onChange(data.value as T)}>
        {tabs.map((tab) => <Tab key={tab.value} value={tab.value}>{tab.label}</Tab>)}
      </TabList>
    </div>
  )
}
