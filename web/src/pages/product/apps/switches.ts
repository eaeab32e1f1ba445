import type { Guid, PathInfo } from '../../../api/types'

export interface Switches {
  /** Only a direct assignment has switches of its own. */
  editable: boolean
  /** What the switches show as off. */
  shown: ReadonlySet<Guid>
  /** The paths besides the direct one. */
  others: readonly PathInfo[]
}

/** What the switches of one person show: the direct assignment's, or what every other path turns off (CNT-4, GRP-6). */
export function switchesOf(paths: readonly PathInfo[], off: ReadonlySet<Guid>): Switches {
  const others = paths.filter((path) => path.kind !== 'direct')
  const editable = others.length < paths.length
  if (editable) return { editable, shown: off, others }
  const [first, ...more] = others
  const everywhere = first?.disabledPlans.filter((plan) => more.every((path) => path.disabledPlans.includes(plan))) ?? []
  return { editable, shown: new Set(everywhere), others }
}
