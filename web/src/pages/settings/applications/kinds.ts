import { type Application, type ApplicationEdit, GRAPH_APP, type PasswordCredential, type PermissionType, type ResourceAccess } from '../../../api/applications'
import type { Timestamp } from '../../../api/types'
import type { MessageKey } from '../../../i18n/en'

/** What an application is: it decides over secrets, redirect addresses and permissions. */
export const applicationKinds = ['script', 'public', 'web'] as const
export type ApplicationKind = (typeof applicationKinds)[number]

export function kindOf(application: Pick<Application, 'web' | 'publicClient' | 'isFallbackPublicClient'>): ApplicationKind {
  if (application.web && application.web.redirectUris.length > 0) return 'web'
  const isPublic = application.isFallbackPublicClient === true || (application.publicClient?.redirectUris.length ?? 0) > 0
  return isPublic ? 'public' : 'script'
}

export const redirectUrisOf = (application: Pick<Application, 'web' | 'publicClient'>): string[] =>
  [...(application.web?.redirectUris ?? []), ...(application.publicClient?.redirectUris ?? [])]

/** A public client can keep no secret; a script has nobody who signs in. */
export const hasSecrets = (kind: ApplicationKind): boolean => kind !== 'public'
export const hasRedirects = (kind: ApplicationKind): boolean => kind !== 'script'

/** The permissions that can be of use to an application of that kind. */
export const permissionTypes: Record<ApplicationKind, readonly PermissionType[]> = {
  script: ['Role'], public: ['Scope'], web: ['Scope', 'Role'],
}

/** The addresses of a text, one a line. */
export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?]|$)/

/** As the server decides: encrypted, or on the machine itself; a scheme of its own only where there is no secret. */
export function isRedirectUri(uri: string, kind: ApplicationKind): boolean {
  if (!URL.canParse(uri) || /[#*\s]/.test(uri)) return false
  if (uri.startsWith('https://') || LOOPBACK.test(uri)) return true
  return kind === 'public' && !/^(https?|javascript|data|vbscript|file|blob|about):/i.test(uri)
}

export const accessOf = (application: Application): ResourceAccess[] =>
  application.requiredResourceAccess.flatMap((required) => (required.resourceAppId === GRAPH_APP ? required.resourceAccess : []))

/** Permissions as Graph keeps them. */
export const requiring = (access: readonly ResourceAccess[]): Application['requiredResourceAccess'] =>
  (access.length === 0 ? [] : [{ resourceAppId: GRAPH_APP, resourceAccess: [...access] }])

export interface Draft {
  displayName: string
  kind: ApplicationKind
  redirectUris: string
  access: ResourceAccess[]
}

/** Why it cannot be written yet, as the key of its words; null when it can. */
export function problemOf({ displayName, kind, redirectUris }: Omit<Draft, 'access'>): MessageKey | null {
  const uris = hasRedirects(kind) ? linesOf(redirectUris) : []
  if (displayName.trim() === '') return 'applications.name.missing'
  if (kind === 'web' && uris.length === 0) return 'applications.redirect.missing'
  return uris.every((uri) => isRedirectUri(uri, kind)) ? null : 'applications.redirect.wrong'
}

/** What is written to register it. */
export function registrationOf({ displayName, kind, redirectUris, access }: Draft): ApplicationEdit {
  const uris = { redirectUris: linesOf(redirectUris) }
  return {
    displayName: displayName.trim(),
    requiredResourceAccess: requiring(access.filter(({ type }) => permissionTypes[kind].includes(type))),
    ...(kind === 'public' ? { isFallbackPublicClient: true, publicClient: uris } : {}),
    ...(kind === 'web' ? { web: uris } : {}),
  }
}

export type SecretState = 'none' | 'expired' | 'soon' | 'valid'

const SOON_DAYS = 30

export function stateOfSecret({ endDateTime }: Pick<PasswordCredential, 'endDateTime'>, now: Timestamp): Exclude<SecretState, 'none'> {
  if (endDateTime === null) return 'valid'
  const days = (Date.parse(endDateTime) - Date.parse(now)) / 86_400_000
  if (days <= 0) return 'expired'
  return days <= SOON_DAYS ? 'soon' : 'valid'
}

/** The best state among the secrets: with one that is good the application can sign in. */
export function stateOfSecrets(secrets: readonly PasswordCredential[], now: Timestamp): SecretState {
  const states = secrets.map((secret) => stateOfSecret(secret, now))
  return (['valid', 'soon', 'expired'] as const).find((state) => states.includes(state)) ?? 'none'
}
