import type { ChangeSet } from '../../api/history'

/** Calls this close together are shown as one (25.26). */
const WITHIN_MS = 15 * 60_000

/** Change sets that are shown as one; the newest comes first and is what the fold is known by. */
export interface Fold {
  id: string
  sets: ChangeSet[]
}

const keyOf = ({ actor, face, kind }: ChangeSet) => JSON.stringify([actor.kind, actor.id, actor.displayName, face, kind])

const apart = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b))

/** Both clocks count: a simulated one stands still between calls that are hours apart, and leaps between neighbours. */
const isClose = (newest: ChangeSet, other: ChangeSet) =>
  apart(newest.createdDateTime, other.createdDateTime) <= WITHIN_MS && apart(newest.recordedDateTime, other.recordedDateTime) <= WITHIN_MS

/** Folds calls of one actor through one face, of the same kind, within 15 minutes. Only what is shown: each set keeps its own Undo. */
export function foldCalls(sets: readonly ChangeSet[]): Fold[] {
  const folds: Fold[] = []
  const latest = new Map<string, Fold>()
  for (const set of sets) {
    const key = keyOf(set)
    const open = latest.get(key)
    if (open && isClose(open.sets[0]!, set)) {
      open.sets.push(set)
    } else {
      const fold = { id: set.id, sets: [set] }
      folds.push(fold)
      latest.set(key, fold)
    }
  }
  return folds
}

/** The people of several sets by result. */
export const countsOf = (sets: readonly ChangeSet[]): ChangeSet['counts'] => sets.reduce(
  (sum, { counts }) => ({
    changed: sum.changed + counts.changed, unchanged: sum.unchanged + counts.unchanged, refused: sum.refused + counts.refused,
  }),
  { changed: 0, unchanged: 0, refused: 0 },
)
