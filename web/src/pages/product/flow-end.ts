import { useRef, useState } from 'react'

/** How a pane with a change in it ends: what Close does at the moment, and whether leaving can still lose something. */
export interface FlowEnd {
  finished: boolean
  /** Whether the choosing is looked at again, after the preview. */
  returned: boolean
  /** The pane's own Close. */
  close: () => void
  /** Leaves the pane without anything more. */
  leave: () => void
  /** Says what Close shall do at this step, and whether the change was made. */
  onStep: (close: () => void, finished: boolean) => void
  /** Back at the choosing, where Close means to leave again. */
  reset: () => void
}

export function useFlowEnd(leave: () => void): FlowEnd {
  const [finished, setFinished] = useState(false)
  const [returned, setReturned] = useState(false)
  const close = useRef<(() => void) | null>(null)
  return {
    finished, returned, leave,
    close: () => (close.current ?? leave)(),
    onStep: (next, done) => { close.current = next; setFinished(done) },
    reset: () => { close.current = null; setFinished(false); setReturned(true) },
  }
}
