import { createContext, useContext } from 'react'
import type { ActionName, Session } from '../api/types'
import { useI18n } from '../i18n/context'
import { roleName } from '../i18n/roles'

/** Given by the frame, which shows the sign-in page instead of anything below when there is no session. */
export const SessionContext = createContext<Session | null>(null)

/** The session; only below the frame. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is for pages shown to someone signed in')
  return session
}

/** Null when the signed-in person may do it, else the sentence that says which role could. */
export function useDenied(action: ActionName): string | null {
  const { t, format } = useI18n()
  const session = useSession()
  const right = session.actions[action]
  if (right?.allowed) return null
  const would = right?.rolesThatWould ?? []
  const roles = would.length > 0 ? format.either(would.map((role) => roleName(t, role))) : t('role.unknown')
  if (session.roles.length === 0) return t('role.neededNone', { roles })
  return t('role.needed', { mine: format.list(session.roles.map((role) => roleName(t, role))), roles })
}
