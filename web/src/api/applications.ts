import { queryOptions } from '@tanstack/react-query'
import { adminPaths } from './admin-paths'
import { get, getAll, patch, post, remove } from './client'
import type { Guid, Names, Timestamp } from './types'

/** Graph itself, whose permissions applications ask for. */
export const GRAPH_APP = '00000003-0000-0000-c000-000000000000'

/** `Role`: in the application's own name. `Scope`: in the name of whoever is signed in. */
export type PermissionType = 'Role' | 'Scope'

export interface Permission {
  id: Guid
  name: string
  type: PermissionType
  displayNames: Names
}

export interface ResourceAccess {
  id: Guid
  type: PermissionType
}

export interface PasswordCredential {
  keyId: Guid
  displayName: string | null
  hint: string | null
  startDateTime: Timestamp | null
  endDateTime: Timestamp | null
}

/** The answer that alone holds the secret. */
export interface NewPassword extends PasswordCredential {
  secretText: string
}

export interface Application {
  id: Guid
  appId: Guid
  displayName: string
  createdDateTime: Timestamp | null
  isFallbackPublicClient: boolean | null
  publicClient: { redirectUris: string[] } | null
  web: { redirectUris: string[] } | null
  requiredResourceAccess: { resourceAppId: Guid; resourceAccess: ResourceAccess[] }[]
  passwordCredentials: PasswordCredential[]
}

/** What may be written of an application. */
export type ApplicationEdit = Partial<
  Pick<Application, 'displayName' | 'isFallbackPublicClient' | 'publicClient' | 'web' | 'requiredResourceAccess'>
>

export const applicationsQuery = queryOptions({
  queryKey: ['applications', 'list'],
  queryFn: ({ signal }) => getAll<Application>(adminPaths.applications(), signal),
})

export const applicationQuery = (objectId: Guid) =>
  queryOptions({
    queryKey: ['applications', 'one', objectId],
    queryFn: ({ signal }) => get<Application>(adminPaths.application(objectId), signal),
  })

export const permissionsQuery = queryOptions({
  queryKey: ['applications', 'permissions'],
  staleTime: Infinity,
  queryFn: ({ signal }) => get<{ value: Permission[] }>(adminPaths.permissions(), signal).then((answer) => answer.value),
})

export const createApplication = (application: ApplicationEdit): Promise<Application> => post(adminPaths.applications(), application)

export const editApplication = (objectId: Guid, edit: ApplicationEdit): Promise<void> => patch(adminPaths.application(objectId), edit)

export const deleteApplication = (objectId: Guid): Promise<void> => remove(adminPaths.application(objectId))

export const addPassword = (objectId: Guid, displayName: string, endDateTime: Timestamp): Promise<NewPassword> =>
  post(adminPaths.addPassword(objectId), { passwordCredential: { displayName, endDateTime } })

export const removePassword = (objectId: Guid, keyId: Guid): Promise<void> => post(adminPaths.removePassword(objectId), { keyId })
