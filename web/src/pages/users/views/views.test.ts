import { describe, expect, it } from 'vitest'
import { viewShowing, viewsOf, withoutView, withView } from './views'

const view = { name: 'Leavers', criteria: { filter: 'licensed,disabled', sort: '-displayName' as const }, columns: ['upn', 'office'] as const }

describe('saved views', () => {
  it('come back as they were stored, and anything else is left out', () => {
    const stored = JSON.parse(JSON.stringify([view, { name: 3 }, null, { name: 'Bare', criteria: { filter: 'x', pane: 'add' }, columns: ['nope', 'upn'] }])) as unknown
    const views = viewsOf(stored)
    expect(views.map(({ name }) => name)).toEqual(['Leavers', 'Bare'])
    expect(views[0]).toMatchObject(view)
    expect(views[1]).toMatchObject({ criteria: { filter: undefined }, columns: ['upn'] })
    expect(viewsOf('x')).toEqual([])
  })

  it('are replaced by name, deleted by name, and known when they are shown', () => {
    const two = withView(withView([], view), { ...view, name: 'All', criteria: {} })
    expect(two.map(({ name }) => name)).toEqual(['All', 'Leavers'])
    expect(withView(two, { ...view, columns: ['upn'] })).toHaveLength(2)
    expect(withoutView(two, 'All')).toEqual([view])
    expect(viewShowing(two, view.criteria, view.columns)?.name).toBe('Leavers')
    expect(viewShowing(two, { filter: 'licensed' }, view.columns)).toBeUndefined()
  })
})
