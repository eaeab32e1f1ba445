import type { Permission, ResourceAccess } from '../../../api/applications'

export interface AccessDifference {
  added: Permission[]
  removed: Permission[]
}

/** What an edit of the boxes gives and takes. */
export function accessDifference(
  before: readonly ResourceAccess[], after: readonly ResourceAccess[], permissions: readonly Permission[],
): AccessDifference {
  const beyond = (these: readonly ResourceAccess[], those: readonly ResourceAccess[]) =>
    these
      .filter(({ id, type }) => !those.some((other) => other.id === id && other.type === type))
      .map(({ id, type }) => permissions.find((one) => one.id === id && one.type === type) ?? { id, type, name: id, displayNames: { en: '', 'zh-Hans': '' } })
  return { added: beyond(after, before), removed: beyond(before, after) }
}
