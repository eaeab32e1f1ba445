import type { Application, ApplicationEdit } from '../../../api/applications'
import { type ApplicationKind, hasRedirects, kindOf, linesOf, redirectUrisOf } from './kinds'

/** What can be edited of an application beside its secrets and permissions. */
export interface Details {
  displayName: string
  /** One address a line. */
  redirectUris: string
}

export const detailsOf = (application: Application): Details =>
  ({ displayName: application.displayName, redirectUris: redirectUrisOf(application).join('\n') })

export interface DetailsDifference {
  /** The new name; null when it stays. */
  name: string | null
  added: string[]
  removed: string[]
}

/** What saving would change: spaces, empty lines and an address written twice count for nothing. */
export function detailsDifference(application: Application, { displayName, redirectUris }: Details): DetailsDifference {
  const before = redirectUrisOf(application)
  const after = linesOf(redirectUris)
  const name = displayName.trim()
  return {
    name: name === application.displayName ? null : name,
    added: [...new Set(after)].filter((uri) => !before.includes(uri)),
    removed: before.filter((uri) => !after.includes(uri)),
  }
}

export const differs = ({ name, added, removed }: DetailsDifference): boolean => name !== null || added.length + removed.length > 0

const place: Partial<Record<ApplicationKind, 'web' | 'publicClient'>> = { web: 'web', public: 'publicClient' }

/** What is written: only what differs, the addresses where that kind of application keeps them. */
export function editOf(application: Application, details: Details): ApplicationEdit {
  const { name, added, removed } = detailsDifference(application, details)
  const kind = kindOf(application)
  const where = place[kind]
  return {
    ...(name === null ? {} : { displayName: name }),
    ...(where && hasRedirects(kind) && added.length + removed.length > 0 ? { [where]: { redirectUris: [...new Set(linesOf(details.redirectUris))] } } : {}),
  }
}
