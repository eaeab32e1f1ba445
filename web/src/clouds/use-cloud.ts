import { useSearch } from '@tanstack/react-router'
import type { Cloud } from '../api/types'
import { useSession } from '../hooks/use-session'
import { type CloudFacts, clouds } from './table'

export interface CloudInUse {
  id: Cloud
  facts: CloudFacts
  /** Set when the address asks for another cloud's words than the organization's own. */
  own: Cloud | null
}

/** Whose words the page uses: those that the address asks for, else those of the organization's cloud. */
export function useCloud(): CloudInUse {
  const own = useSession().tenant.cloud
  const { cloud: asked } = useSearch({ strict: false })
  const id = asked ?? own
  return { id, facts: clouds[id], own: id === own ? null : own }
}
