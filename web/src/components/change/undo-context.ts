import { createContext, useContext } from 'react'
import type { Guid } from '../../api/types'

export interface Undo {
  /** Shows what taking the change set back would do, and does it when confirmed. */
  undo: (changeSetId: Guid) => void
  /** Says what was done, with Undo beside it. */
  offerUndo: (changeSetId: Guid, message: string) => void
}

export const UndoContext = createContext<Undo | null>(null)

export function useUndo(): Undo {
  const undo = useContext(UndoContext)
  if (!undo) throw new Error('useUndo needs an UndoProvider above it')
  return undo
}
