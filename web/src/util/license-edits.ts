import type { GroupRef, Operation, Person, ProductRow, SkuRef, UserRef } from '../api/types'

/** One check box of the pane's Licenses section. */
export interface LicenseBox extends SkuRef {
  /** Held directly, so that clearing the box removes it. */
  direct: boolean
  /** Groups that grant it too, or instead. */
  groups: GroupRef[]
  /** Whose self-service purchase it is, if it is one. */
  purchaser: UserRef | null
  /** Seats of the organization; null when it has none left to name. */
  seats: { available: number; total: number; enabled: number } | null
  /** Why the box cannot be changed. */
  locked: 'inherited' | 'selfService' | 'noSeats' | null
}

function lockOf(box: Omit<LicenseBox, 'locked'>): LicenseBox['locked'] {
  if (box.direct) return null
  if (box.groups.length > 0) return 'inherited'
  if (box.purchaser) return 'selfService'
  return box.seats && box.seats.available > 0 ? null : 'noSeats'
}

/** Every product that the person holds or that the organization could assign to them. */
export function licenseBoxes(person: Pick<Person, 'assignments'>, products: readonly ProductRow[]): LicenseBox[] {
  const held = new Map(person.assignments.map((assignment) => [assignment.skuId, assignment]))
  const owned = (row: ProductRow) => row.appliesTo === 'User' && row.enabled + row.warning + row.suspended + row.lockedOut > 0
  const listed = products.filter((row) => owned(row) || held.has(row.skuId))
  const known = new Set(listed.map((row) => row.skuId))
  // A product that the list does not know (its subscription is long gone) can still be held, and removed.
  const orphans = person.assignments.filter((assignment) => !known.has(assignment.skuId))
  return [...listed, ...orphans].map((sku) => {
    const row = 'total' in sku ? sku : null
    const paths = held.get(sku.skuId)?.paths ?? []
    const box = {
      skuId: sku.skuId, names: sku.names,
      direct: paths.some((path) => path.kind === 'direct'),
      groups: paths.flatMap((path) => (path.group ? [path.group] : [])),
      purchaser: paths.find((path) => path.kind === 'selfService')?.purchaser ?? null,
      seats: row && { available: row.available, total: row.total, enabled: row.enabled },
    }
    return { ...box, locked: lockOf(box) }
  })
}

/** Whether the box is ticked when nothing was edited. */
export const isHeld = (box: LicenseBox): boolean => box.direct || box.groups.length > 0 || box.purchaser !== null

/** What the boxes were set to by hand; only those that differ count as edits. */
export type Edits = ReadonlyMap<string, boolean>

export function editBox(edits: Edits, box: LicenseBox, checked: boolean): Edits {
  const next = new Map(edits)
  if (checked === box.direct) next.delete(box.skuId)
  else next.set(box.skuId, checked)
  return next
}

/** The edits as one save of the check boxes: additions and removals together. */
export function operationOf(edits: Edits): Extract<Operation, { kind: 'update' }> {
  const chosen = (checked: boolean) => [...edits].filter(([, value]) => value === checked).map(([skuId]) => skuId)
  return { kind: 'update', assign: chosen(true).map((skuId) => ({ skuId, disabledPlans: [] })), unassign: chosen(false) }
}
