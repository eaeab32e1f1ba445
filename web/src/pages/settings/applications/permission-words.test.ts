import { expect, it } from 'vitest'
import { en } from '../../../i18n/en'
import { createFormat } from '../../../i18n/format'
import { createTranslate } from '../../../i18n/translate'
import { groupPermissions, permissionText } from './permission-words'

const permission = (name: string) => ({ id: name, name, type: 'Role' as const, displayNames: { en: 'Read mail', 'zh-Hans': '读取邮件' } })

it('groups permissions by what they are about, the unknown last', () => {
  const names = ['Mail.Read', 'User.Read.All', 'User-PasswordProfile.ReadWrite.All', 'LicenseAssignment.Read.All', 'Organization.Read.All']
  expect(groupPermissions(names.map(permission)).map((group) => [group.label, group.permissions.map(({ name }) => name)])).toEqual([
    ['permission.area.licenses', ['LicenseAssignment.Read.All']],
    ['permission.area.users', ['User-PasswordProfile.ReadWrite.All', 'User.Read.All']],
    ['permission.area.directory', ['Organization.Read.All']],
    ['permission.area.other', ['Mail.Read']],
  ])
})

it('words a permission; one without a sentence has its name from Graph', () => {
  const i18n = { t: createTranslate(en, 'en'), format: createFormat({ language: 'en', timeZone: 'UTC', now: () => new Date(0) }) }
  expect(permissionText(i18n, permission('LicenseAssignment.ReadWrite.All'))).toBe(en['permission.LicenseAssignmentReadWriteAll'])
  expect(permissionText(i18n, permission('Mail.Read'))).toBe('Read mail')
})
