import type { ChangeKind } from './history'
import type { ActorRef, Counts, Guid, Page, PeopleFilter, PersonOutcome, Timestamp } from './types'

/** The bodies of what Active users reads and writes beside licences. */

/** What the list of people is asked for. */
export interface PeopleListQuery {
  search?: string
  filters?: readonly PeopleFilter[]
  product?: Guid
  department?: string
  usageLocation?: string
  orderBy?: string
  top?: number
  skiptoken?: string
}

/** Properties of a person that Graph lets be written. */
export interface UserPatch {
  displayName?: string
  givenName?: string | null
  surname?: string | null
  jobTitle?: string | null
  department?: string | null
  officeLocation?: string | null
  city?: string | null
  country?: string | null
  mobilePhone?: string | null
  usageLocation?: string | null
  accountEnabled?: boolean
  passwordProfile?: PasswordProfile
}

export interface PasswordProfile {
  password: string
  forceChangePasswordNextSignIn: boolean
}

export interface NewUser extends UserPatch {
  displayName: string
  userPrincipalName: string
  mailNickname: string
  accountEnabled: boolean
  passwordProfile: PasswordProfile
}

/** What is set on many people at once. */
export interface PeopleUpdate {
  set: { usageLocation?: string; accountEnabled?: boolean }
  revokeSessions?: boolean
}

/** One person's result of such an update. */
export type UpdateOutcome = Pick<PersonOutcome, 'user' | 'status' | 'reasons'> & { signedOut?: boolean }

export interface UpdateResult {
  changeSetId: Guid | null
  counts: Counts
  people: UpdateOutcome[]
}

/** One line of an imported file. */
export interface ImportRow {
  line: number | null
  userPrincipalName: string
  status: 'created' | 'updated' | 'unchanged' | 'refused'
  userId: Guid | null
  temporaryPassword: string | null
  /** Why it was left out, in English. */
  problem: string | null
  /** The same as a code, with the values of its words. */
  code: string | null
  values: Record<string, string>
}

export interface ImportAnswer {
  dryRun: boolean
  rows: ImportRow[]
}

/** What a change set did to one person. */
export interface PersonChange {
  changeSet: { id: Guid; createdDateTime: Timestamp; actor: ActorRef; kind: ChangeKind }
  outcome: PersonOutcome
}

export type PersonChanges = Page<PersonChange>
