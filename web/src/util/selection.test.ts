import { describe, expect, it } from 'vitest'
import { pageState, rangeOf, setSelected } from './selection'

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const ids = (list: readonly { id: string }[]) => list.map((row) => row.id)

describe('selection', () => {
  it('takes the range between two rows, in either direction', () => {
    expect(ids(rangeOf(rows, 'b', 'd'))).toEqual(['b', 'c', 'd'])
    expect(ids(rangeOf(rows, 'd', 'b'))).toEqual(['b', 'c', 'd'])
  })

  it('is one row when the last one touched is on another page', () => {
    expect(ids(rangeOf(rows, 'z', 'c'))).toEqual(['c'])
    expect(ids(rangeOf(rows, null, 'c'))).toEqual(['c'])
    expect(rangeOf(rows, 'a', 'z')).toEqual([])
  })

  it('is kept across pages and knows all, some and none', () => {
    const other = setSelected(new Map(), [{ id: 'z' }], true)
    const some = setSelected(other, rows.slice(0, 2), true)
    expect([...some.keys()]).toEqual(['z', 'a', 'b'])
    expect([pageState(other, rows), pageState(some, rows), pageState(setSelected(some, rows, true), rows)]).toEqual([false, 'mixed', true])
    expect([...setSelected(some, rows, false).keys()]).toEqual(['z'])
  })
})
