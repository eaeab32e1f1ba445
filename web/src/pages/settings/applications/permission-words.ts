import type { Permission } from '../../../api/applications'
import type { I18n } from '../../../i18n/context'
import type { MessageKey } from '../../../i18n/en'

/** A sentence for each permission that Reseat checks: what it lets an application do. */
const texts: Record<string, MessageKey> = {
  'User.Read': 'permission.UserRead',
  'User.ReadWrite': 'permission.UserReadWrite',
  'User.ReadBasic.All': 'permission.UserReadBasicAll',
  'User.Read.All': 'permission.UserReadAll',
  'User.ReadWrite.All': 'permission.UserReadWriteAll',
  'User.DeleteRestore.All': 'permission.UserDeleteRestoreAll',
  'User.EnableDisableAccount.All': 'permission.UserEnableDisableAccountAll',
  'User-PasswordProfile.ReadWrite.All': 'permission.UserPasswordProfileReadWriteAll',
  'User.RevokeSessions.All': 'permission.UserRevokeSessionsAll',
  'LicenseAssignment.Read.All': 'permission.LicenseAssignmentReadAll',
  'LicenseAssignment.ReadWrite.All': 'permission.LicenseAssignmentReadWriteAll',
  'Directory.Read.All': 'permission.DirectoryReadAll',
  'Directory.ReadWrite.All': 'permission.DirectoryReadWriteAll',
  'Organization.Read.All': 'permission.OrganizationReadAll',
  'Organization.ReadWrite.All': 'permission.OrganizationReadWriteAll',
  'RoleManagement.Read.Directory': 'permission.RoleManagementReadDirectory',
  'RoleManagement.ReadWrite.Directory': 'permission.RoleManagementReadWriteDirectory',
  'Application.Read.All': 'permission.ApplicationReadAll',
  'Application.ReadWrite.All': 'permission.ApplicationReadWriteAll',
  'AuditLog.Read.All': 'permission.AuditLogReadAll',
}

/** What the permission lets an application do; a newer one that has no sentence here has the name that Graph gives it. */
export function permissionText({ t, format }: Pick<I18n, 't' | 'format'>, { name, displayNames }: Permission): string {
  const key = texts[name]
  return key ? t(key) : format.name(displayNames)
}

/** Areas by the beginning of the name, in the order in which they are shown. */
const areas: readonly { label: MessageKey; of: RegExp }[] = [
  { label: 'permission.area.licenses', of: /^LicenseAssignment\b/ },
  { label: 'permission.area.users', of: /^User\b/ },
  { label: 'permission.area.directory', of: /^(Directory|Organization|Domain)\b/ },
  { label: 'permission.area.roles', of: /^(RoleManagement|Application)\b/ },
  { label: 'permission.area.audit', of: /^AuditLog\b/ },
  { label: 'permission.area.other', of: /^/ },
]

export interface PermissionGroup {
  label: MessageKey
  permissions: Permission[]
}

/** Permissions by area, by name inside one; none is left out. */
export function groupPermissions(permissions: readonly Permission[]): PermissionGroup[] {
  const areaOf = (permission: Permission) => areas.find(({ of }) => of.test(permission.name))!.label
  return areas
    .map(({ label }) => ({
      label, permissions: permissions.filter((one) => areaOf(one) === label).sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .filter((group) => group.permissions.length > 0)
}
