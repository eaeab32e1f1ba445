import type { ProductRow } from '../../api/types'

export type Seats = Pick<ProductRow, 'assigned' | 'available' | 'total'>

/** The organization's licences of a product, or those of its self-service purchases together, which are pools of their own (25.14). */
export function seatsOf(row: Seats & Pick<ProductRow, 'selfService'>, selfService: boolean): Seats {
  if (!selfService) return row
  const sum = (key: keyof Seats) => row.selfService.reduce((all, pool) => all + pool[key], 0)
  return { assigned: sum('assigned'), available: sum('available'), total: sum('total') }
}
