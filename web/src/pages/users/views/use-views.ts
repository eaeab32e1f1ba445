import { useState } from 'react'
import { useSession } from '../../../hooks/use-session'
import { readStored, writeStored } from './stored'
import { type SavedView, viewsOf, withoutView, withView } from './views'

export interface Views {
  views: readonly SavedView[]
  save: (view: SavedView) => void
  remove: (name: string) => void
}

/** Views remembered in this browser for the person who is signed in. */
export function useViews(): Views {
  const key = `views.${useSession().user.id}`
  const [views, setViews] = useState(() => viewsOf(readStored(key)))
  const keep = (next: SavedView[]) => { writeStored(key, next); setViews(next) }
  return { views, save: (view) => keep(withView(views, view)), remove: (name) => keep(withoutView(views, name)) }
}
