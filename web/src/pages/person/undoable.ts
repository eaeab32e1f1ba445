import type { ChangeKind } from '../../api/history'
import type { PersonOutcome } from '../../api/types'

/** Only changes of licences can be taken back, and only those that did something (25.26). */
const LICENSES: ReadonlySet<ChangeKind> = new Set(['assign', 'unassign', 'unassignAll', 'replace', 'move', 'revert'])

export const isUndoable = (kind: ChangeKind, outcome: Pick<PersonOutcome, 'status'>): boolean => LICENSES.has(kind) && outcome.status === 'changed'
