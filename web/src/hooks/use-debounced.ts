import { useEffect, useRef } from 'react'

/** Calls back once the value has rested for `delayMs`; not for the first value. */
export function useDebounced<T>(value: T, delayMs: number, callback: (value: T) => void): void {
  const latest = useRef(callback)
  const previous = useRef(value)
  useEffect(() => { latest.current = callback })
  useEffect(() => {
    if (previous.current === value) return
    const timer = setTimeout(() => { previous.current = value; latest.current(value) }, delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
}
