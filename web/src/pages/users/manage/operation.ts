import type { Operation } from '../../../api/types'
import type { Grants } from '../grants/grants'

/** The three options of the pane (UNA-32). */
export const manageOptions = ['assignMore', 'replace', 'unassignAll'] as const
export type ManageOption = (typeof manageOptions)[number]

/** What the choice asks for; null while it is not complete. */
export function operationOf(option: ManageOption | null, grants: Grants): Operation | null {
  if (option === 'unassignAll') return { kind: 'unassignAll' }
  if (option === null || grants.length === 0) return null
  return option === 'replace' ? { kind: 'replace', with: [...grants] } : { kind: 'assign', products: [...grants] }
}
