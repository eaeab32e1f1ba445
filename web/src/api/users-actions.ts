import { post, request } from './client'
import type { Guid, Job, PersonRow, UserRef } from './types'
import { usersPaths } from './users-paths'
import type { ImportAnswer, NewUser, PeopleListQuery, PeopleUpdate, UpdateResult, UserPatch } from './users-types'
import { WALK, type Walk, walk } from './walk'

export const createUser = (user: NewUser): Promise<UserRef> => post(usersPaths.users(), user)

export const patchUser = (id: Guid, patch: UserPatch): Promise<void> => request(usersPaths.user(id), { method: 'PATCH', body: patch })

/** Up to 1,000 people are changed at once; more become a job. */
export const updatePeople = (ids: readonly Guid[], update: PeopleUpdate): Promise<UpdateResult | { job: Job }> =>
  post(usersPaths.update(), { people: { ids }, ...update })

/** One import of at most 1,000 rows. */
export const importPeople = (csv: string, dryRun: boolean): Promise<ImportAnswer> =>
  request(usersPaths.import(dryRun), { method: 'POST', csv })

/** Everyone whom a list holds. */
export const allPeople = (query: PeopleListQuery, asked: Walk): Promise<PersonRow[]> =>
  walk<PersonRow>((skiptoken) => usersPaths.people({ ...query, top: WALK, skiptoken }), asked)
