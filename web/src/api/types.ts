/**
 * The bodies of `/reseat/v1`, written by hand in one place until they are generated from the OpenAPI document.
 * Times are ISO 8601 in UTC, GUIDs lower case.
 */

export type Guid = string
export type Timestamp = string

/** A text in both languages of the console. */
export interface Names {
  en: string
  'zh-Hans': string
}

/** One page of a collection. */
export interface Page<T> {
  value: T[]
  '@odata.nextLink'?: string
  '@odata.count'?: number
}

export interface UserRef {
  id: Guid
  displayName: string
  userPrincipalName: string
}

export interface RoleRef {
  id: Guid
  name: string
}

export interface GroupRef {
  id: Guid
  displayName: string
}

export interface SkuRef {
  skuId: Guid
  names: Names
}

export type Service = 'mail' | 'files' | 'officeApps' | 'teams' | 'telephony' | 'deviceManagement' | 'cloudPc' | 'other'

export interface PlanRef {
  servicePlanId: Guid
  name: string
  names: Names
  service: Service
}

// Session

export type ActionName =
  | 'license.read' | 'license.assign' | 'license.unassign' | 'license.services'
  | 'user.read' | 'user.create' | 'user.update' | 'user.delete'
  | 'user.updateSensitive' | 'user.resetPassword' | 'user.usageLocation' | 'user.revokeSessions'
  | 'history.read' | 'audit.read' | 'catalog.write' | 'clock.move' | 'settings.read' | 'settings.write'
  | 'subscription.write' | 'role.read' | 'role.grant' | 'application.read' | 'application.write'

export interface ActionRight {
  allowed: boolean
  /** Present when not allowed: the roles that would do. */
  rolesThatWould?: RoleRef[]
}

export type Cloud = 'worldwide' | 'germany' | '21vianet'

export interface Clock {
  kind: 'system' | 'simulated'
  now: Timestamp
}

export interface Session {
  user: UserRef & { preferredLanguage: string | null }
  tenant: {
    id: Guid
    displayName: string
    defaultDomain: string
    country: string
    timeZone: string
    cloud: Cloud
    licensesPageUsers: number
  }
  roles: RoleRef[]
  actions: Partial<Record<ActionName, ActionRight>>
  clock: Clock
  csrfToken: string
  version: string
}

// Products

export interface Subscription {
  id: Guid
  quantity: number
  status: string
  trial: boolean
  createdDateTime: Timestamp
  termEndDateTime: Timestamp | null
}

export interface SelfServicePool {
  poolId: Guid
  purchaser: UserRef | null
  assigned: number
  total: number
  available: number
}

export interface ProductRow extends SkuRef {
  skuPartNumber: string
  appliesTo: 'User' | 'Company'
  assigned: number
  enabled: number
  warning: number
  suspended: number
  lockedOut: number
  total: number
  available: number
  excess: number
  inConflict: boolean
  subscriptions: Subscription[]
  selfService: SelfServicePool[]
}

export interface ProductPlan extends PlanRef {
  appliesTo: 'User' | 'Company'
}

export interface Product extends ProductRow {
  plans: ProductPlan[]
}

export interface PathInfo {
  kind: 'direct' | 'group' | 'selfService'
  group: GroupRef | null
  purchaser: UserRef | null
  disabledPlans: Guid[]
  state: 'active' | 'activeWithError' | 'disabled' | 'error'
  assignedDateTime: Timestamp
}

/** Someone who holds a product, with every path by which they do (UNA-15). */
export interface Holder {
  user: UserRef & { department: string | null; accountEnabled: boolean }
  paths: PathInfo[]
}

// People

export interface PersonRow extends UserRef {
  department: string | null
  jobTitle: string | null
  usageLocation: string | null
  accountEnabled: boolean
  licenses: SkuRef[]
  mail?: string | null
  city?: string | null
  country?: string | null
  officeLocation?: string | null
  mobilePhone?: string | null
  userType?: string | null
  createdDateTime?: Timestamp
}

export interface PersonAssignment extends SkuRef {
  skuPartNumber: string
  paths: PathInfo[]
  /** What the product contains; people without the right to read products see it only here. */
  plans?: ProductPlan[]
}

export interface MailboxInfo {
  state: 'none' | 'active' | 'disconnected' | 'softDeleted' | 'purged'
  since: Timestamp | null
  purgeDateTime: Timestamp | null
}

export interface DriveInfo {
  state: 'none' | 'active' | 'unlicensed' | 'markedForDeletion' | 'deleted'
  since: Timestamp | null
  deleteDateTime: Timestamp | null
}

export interface OfficeInfo {
  state: 'none' | 'licensed' | 'unlicensed'
  since: Timestamp | null
  reducedFunctionalityBy: Timestamp | null
}

export interface Person extends PersonRow {
  givenName: string | null
  surname: string | null
  mail: string | null
  city: string | null
  country: string | null
  officeLocation: string | null
  userType: string | null
  createdDateTime: Timestamp
  deletedDateTime: Timestamp | null
  synced: boolean
  roles: RoleRef[]
  assignments: PersonAssignment[]
  services: { mailbox: MailboxInfo; drive: DriveInfo; office: OfficeInfo }
}

export type PeopleFilter = 'all' | 'licensed' | 'unlicensed' | 'disabled' | 'enabled'

// Previews and changes

export interface Grant {
  skuId: Guid
  disabledPlans: Guid[]
}

export type People =
  | { ids: Guid[] }
  | { userPrincipalNames: string[] }
  | { holdersOf: Guid }
  | { filter: string }

export type Operation =
  | { kind: 'unassign'; products: Guid[] }
  | { kind: 'assign'; products: Grant[] }
  | { kind: 'update'; assign: Grant[]; unassign: Guid[] }
  | { kind: 'unassignAll' }
  | { kind: 'replace'; with: Grant[] }
  | { kind: 'move'; from: Guid; to: Grant }
  /** The direct organization products of a person, with their disabled plans (ASG-15). */
  | { kind: 'copy'; from: Guid }

export interface ChangeRequest {
  people: People
  operation: Operation
  allOrNothing?: boolean
  reason?: string | null
  previewToken?: string
  asJob?: boolean
}

export interface Counts {
  changed: number
  unchanged: number
  refused: number
}

/** A reason or warning: a code that `words/` puts into both languages, with resolved parameters. */
export interface Coded {
  code: string
  params?: Record<string, unknown>
}

export interface LicenseChange extends SkuRef {
  path: PathInfo['kind']
  change: 'removed' | 'added' | 'updated'
  before: { disabledPlans: Guid[] } | null
  after: { disabledPlans: Guid[] } | null
}

export interface KeptPlan extends PlanRef {
  coveredBy: SkuRef[]
}

export interface PersonOutcome {
  user: UserRef
  status: 'changed' | 'unchanged' | 'refused'
  reasons: Coded[]
  licenses: LicenseChange[]
  servicesLost: PlanRef[]
  servicesKept: KeptPlan[]
  servicesGained: PlanRef[]
  mailbox: null | { before: MailboxInfo['state']; after: MailboxInfo['state']; purgeDateTime?: Timestamp | null }
  drive: null | { before: DriveInfo['state']; after: DriveInfo['state']; deleteDateTime?: Timestamp | null }
  office: null | { before: OfficeInfo['state']; after: OfficeInfo['state']; reducedFunctionalityBy?: Timestamp | null }
  warnings: Coded[]
}

export interface SeatSummary extends SkuRef {
  pool: 'organization' | 'selfService'
  freed: number
  taken: number
  assignedAfter: number
  availableAfter: number
}

/** What a change does to everyone together. */
export interface PreviewSummary {
  licenses: { removed: number; added: number; updated: number }
  seats: SeatSummary[]
  servicesLost: (PlanRef & { people: number })[]
  servicesKept: (KeptPlan & { people: number })[]
  mailboxesDisconnected: number
  earliestMailboxPurge: Timestamp | null
  mailboxesRestored: number
  drivesUnlicensed: number
  officeUnlicensed: number
  warnings: (Coded & { people: number })[]
  reasons: (Coded & { people: number })[]
}

export interface Preview {
  previewToken: string
  counts: Counts
  summary: PreviewSummary
  people: PersonOutcome[]
}

/** What a preview is answered with: itself, or beyond 5,000 people the job that works it out. */
export type PreviewAnswer = Preview | { job: Job }

export interface ChangeResult {
  /** Null when nobody was changed. */
  changeSetId: Guid | null
  status: 'completed'
  counts: Counts
  people: PersonOutcome[]
}

export interface ActorRef {
  kind: 'user' | 'app' | 'system'
  id: Guid | null
  displayName: string
  userPrincipalName: string | null
}

export interface Job {
  id: Guid
  status: 'queued' | 'running' | 'completed' | 'cancelled'
  kind: 'licenses' | 'people' | 'revert' | 'preview'
  total: number
  done: number
  counts: Counts
  changeSetId: Guid | null
  /** What a finished preview binds a change to. */
  previewToken?: string | null
  /** Of a finished preview, when it is asked for alone. */
  summary?: PreviewSummary
  createdDateTime: Timestamp
  createdBy: ActorRef
}

/** What a change answers: the result, or the job that will have it. */
export type ChangeAnswer = ChangeResult | { job: Job }

// Errors

export interface ErrorBody {
  error: {
    code: string
    message: string
    innerError?: Record<string, string>
    details?: { code: string; target?: string; message: string }[]
  }
}
