import type { KeyboardEvent } from 'react'

/** Arrow keys move from a row's box to the next or previous one; with Shift they select on the way. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const from = event.target
  if (!step || !(from instanceof HTMLInputElement) || from.type !== 'checkbox') return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  const to = boxes[boxes.indexOf(from) + step]
  if (!to) return
  event.preventDefault()
  to.focus()
  if (event.shiftKey && to.checked !== from.checked) to.click()
}
