import type { Person } from '../../api/types'
import type { UserPatch } from '../../api/users-types'
import type { MessageKey } from '../../i18n/en'

/** The properties of a person that can be edited, in the order of the form. */
export const accountFields = [
  'displayName', 'givenName', 'surname', 'jobTitle', 'department', 'officeLocation', 'mobilePhone', 'city', 'country', 'usageLocation',
] as const
export type AccountField = (typeof accountFields)[number]

export const fieldLabel: Record<AccountField, MessageKey> = {
  displayName: 'users.name', givenName: 'add.givenName', surname: 'add.surname', jobTitle: 'person.jobTitle', department: 'person.department',
  officeLocation: 'person.office', mobilePhone: 'person.mobile', city: 'person.city', country: 'users.country', usageLocation: 'person.location',
}

/** What was typed, by property; only what differs counts as an edit. */
export type AccountEdits = Partial<Record<AccountField, string>>

export const valueOf = (person: Person, edits: AccountEdits, field: AccountField): string => edits[field] ?? person[field] ?? ''

export function editField(person: Person, edits: AccountEdits, field: AccountField, text: string): AccountEdits {
  const next = { ...edits, [field]: text }
  if (text === (person[field] ?? '')) delete next[field]
  return next
}

/** The edits as Graph takes them: an emptied property is unset. */
export function patchOf(edits: AccountEdits): UserPatch {
  const { displayName, ...others } = edits
  const rest = Object.fromEntries(Object.entries(others).map(([field, text]) => [field, text.trim() || null]))
  return displayName === undefined ? rest : { displayName: displayName.trim(), ...rest }
}
