import { expect, it } from 'vitest'
import { en } from '../../../i18n/en'
import { createTranslate } from '../../../i18n/translate'
import { groupPermissions, permissionText } from './permission-words'

const permission = (name: string) => ({ id: name, name, type: 'Role' as const })

it('groups permissions by what they are about, the unknown last', () => {
  const names = ['Mail.Read', 'User.Read.All', 'User-PasswordProfile.ReadWrite.All', 'LicenseAssignment.Read.All', 'Organization.Read.All']
  expect(groupPermissions(names.map(permission)).map((group) => [group.label, group.permissions.map(({ name }) => name)])).toEqual([
    ['permission.area.licenses', ['LicenseAssignment.Read.All']],
    ['permission.area.users', ['User-PasswordProfile.ReadWrite.All', 'User.Read.All']],
    ['permission.area.directory', ['Organization.Read.All']],
    ['permission.area.other', ['Mail.Read']],
  ])
})

it('words a permission; one without words says so', () => {
  const t = createTranslate(en, 'en')
  expect(permissionText(t, permission('LicenseAssignment.ReadWrite.All'))).toBe(en['permission.LicenseAssignmentReadWriteAll'])
  expect(permissionText(t, permission('Mail.Read'))).toBe(en['permission.other'])
})
