import type { NewUser } from '../../../api/users-types'
import { type Grants, NO_GRANTS } from '../grants/grants'
import { isComplete, NEW_PASSWORD, type PasswordDraft, profileOf } from '../../../components/account/password-draft'

/** What is filled in for a new person. */
export interface NewUserDraft {
  givenName: string
  surname: string
  displayName: string
  /** Whether the display name was typed, so that it no longer follows first and last name. */
  namedByHand: boolean
  localPart: string
  domain: string
  jobTitle: string
  department: string
  location: string
  password: PasswordDraft
  grants: Grants
}

export const newDraft = (domain: string, location: string): NewUserDraft => ({
  givenName: '', surname: '', displayName: '', namedByHand: false, localPart: '', domain, jobTitle: '', department: '', location,
  password: NEW_PASSWORD, grants: NO_GRANTS,
})

/** The display name as it stands: typed, or first and last name. */
export const displayNameOf = ({ namedByHand, displayName, givenName, surname }: NewUserDraft): string =>
  namedByHand ? displayName : `${givenName} ${surname}`.trim()

/** What the server takes before the @ (letters, digits and these), so that a mistake shows while typing. */
const LOCAL_PART = /^[A-Za-z0-9!#^~_'.-]+$/

export type Missing = 'name' | 'username' | 'usernameWrong' | 'password'

/** What is still missing, in the order of the form. */
export function missingIn(draft: NewUserDraft): Missing | null {
  if (!displayNameOf(draft).trim()) return 'name'
  if (!draft.localPart) return 'username'
  if (!LOCAL_PART.test(draft.localPart) || draft.localPart.endsWith('.')) return 'usernameWrong'
  return isComplete(draft.password) ? null : 'password'
}

const orNull = (text: string): string | null => text.trim() || null

export const newUserOf = (draft: NewUserDraft): NewUser => ({
  accountEnabled: true, displayName: displayNameOf(draft).trim(), mailNickname: draft.localPart,
  userPrincipalName: `${draft.localPart}@${draft.domain}`, givenName: orNull(draft.givenName), surname: orNull(draft.surname),
  jobTitle: orNull(draft.jobTitle), department: orNull(draft.department), usageLocation: orNull(draft.location),
  passwordProfile: profileOf(draft.password),
})

/** Whether anything was filled in that would be lost. */
export const isTouched = (draft: NewUserDraft): boolean =>
  [draft.givenName, draft.surname, draft.displayName, draft.localPart].some((text) => text !== '') || draft.grants.length > 0
