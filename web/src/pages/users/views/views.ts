import { usersParams } from '../../../app/search-params'
import { type ColumnKey, columnsOf } from '../list/columns'
import { type Criteria, criteriaOf } from '../list/criteria'

/** Filters, order and columns under a name. */
export interface SavedView {
  name: string
  criteria: Criteria
  columns: readonly ColumnKey[]
}

export const NAME_MAX = 60

/** Reads what was stored defensively: another version may have written it. */
export function viewsOf(stored: unknown): SavedView[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((raw: unknown) => {
    if (typeof raw !== 'object' || raw === null || !('name' in raw) || typeof raw.name !== 'string') return []
    const criteria = 'criteria' in raw && typeof raw.criteria === 'object' ? (raw.criteria ?? {}) : {}
    return [{
      name: raw.name, criteria: criteriaOf(usersParams(criteria as Record<string, unknown>)),
      columns: columnsOf('columns' in raw ? raw.columns : undefined),
    }]
  })
}

/** Adds a view, in place of one of the same name; by name. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  [...views.filter((one) => one.name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name))

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] => views.filter((view) => view.name !== name)

/** The view that shows exactly this, if one does. */
export function viewShowing(views: readonly SavedView[], criteria: Criteria, columns: readonly ColumnKey[]): SavedView | undefined {
  const key = (one: Criteria, shown: readonly ColumnKey[]) => JSON.stringify([one.q, one.filter, one.product, one.department, one.location, one.sort, shown])
  return views.find((view) => key(view.criteria, view.columns) === key(criteria, columns))
}
