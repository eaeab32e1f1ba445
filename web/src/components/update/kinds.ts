import type { ActionName } from '../../api/types'
import type { PeopleUpdate } from '../../api/users-types'

/** What can be set on one or many people at once. */
export type UpdateKind = 'location' | 'block' | 'unblock' | 'revoke'

export const updateRights: Record<UpdateKind, ActionName> = {
  location: 'user.usageLocation', block: 'user.updateSensitive', unblock: 'user.updateSensitive', revoke: 'user.revokeSessions',
}

/** Whether it takes something away: the button is red. */
export const takesAway = (kind: UpdateKind): boolean => kind === 'block' || kind === 'revoke'

/** The request; null while a choice is missing. */
export function updateOf(kind: UpdateKind, choice: { location: string; endSessions: boolean }): PeopleUpdate | null {
  switch (kind) {
    case 'location': return choice.location ? { set: { usageLocation: choice.location } } : null
    case 'block': return { set: { accountEnabled: false }, ...(choice.endSessions ? { revokeSessions: true } : {}) }
    case 'unblock': return { set: { accountEnabled: true } }
    case 'revoke': return { set: {}, revokeSessions: true }
  }
}
