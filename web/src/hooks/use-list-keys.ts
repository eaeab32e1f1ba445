import { type KeyboardEvent, useState } from 'react'

interface ListKeys {
  /** The row that Enter takes; -1 when there is none. */
  active: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** Arrow keys through the options of a combobox whose focus stays in the text; Enter takes one. */
export function useListKeys(count: number, onTake: (index: number) => void): ListKeys {
  const [wanted, setWanted] = useState(0)
  const active = Math.min(wanted, count - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Enter and the arrows belong to the input method while it composes Chinese.
    if (count === 0 || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setWanted((active + step + count) % count)
    else if (event.key === 'Enter') onTake(active)
    else {
      // Typing asks anew, and the best answer comes first.
      if (event.key.length === 1 || event.key === 'Backspace') setWanted(0)
      return
    }
    event.preventDefault()
  }
  return { active, onKeyDown }
}
