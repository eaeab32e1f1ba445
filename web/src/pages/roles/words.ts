import type { MessageKey } from '../../i18n/en'
import type { Translate } from '../../i18n/translate'

/** Actions of the matrix that have words, by area, in the order in which a reader looks for them. */
const areas = {
  license: ['license.read', 'license.assign', 'license.assignGuest', 'license.unassign', 'license.services'],
  user: [
    'self.read', 'user.readBasic', 'user.read', 'user.readLicenses', 'user.create', 'user.update', 'user.usageLocation',
    'user.updateSensitive', 'user.resetPassword', 'user.revokeSessions', 'user.delete', 'user.restore', 'user.purge',
  ],
  role: ['role.read', 'role.grant'],
  billing: ['subscription.write'],
  history: ['history.read', 'audit.read', 'job.read', 'job.cancel'],
  settings: [
    'organization.read', 'settings.read', 'settings.write', 'application.read', 'application.write', 'catalog.read', 'catalog.write',
    'clock.read', 'clock.move',
  ],
} as const

type Area = keyof typeof areas
type KnownAction = (typeof areas)[Area][number]

const known: readonly string[] = Object.values(areas).flat()

const isKnown = (action: string): action is KnownAction => known.includes(action)

/** An action in words; one that a newer server brings keeps its name. */
export function actionName(t: Translate, action: string): string {
  return isKnown(action) ? t(actionKeys[action]) : action
}

const actionKeys: Record<KnownAction, MessageKey> = {
  'license.read': 'roleAction.licenseRead',
  'license.assign': 'roleAction.licenseAssign',
  'license.assignGuest': 'roleAction.licenseAssignGuest',
  'license.unassign': 'roleAction.licenseUnassign',
  'license.services': 'roleAction.licenseServices',
  'self.read': 'roleAction.selfRead',
  'user.readBasic': 'roleAction.userReadBasic',
  'user.read': 'roleAction.userRead',
  'user.readLicenses': 'roleAction.userReadLicenses',
  'user.create': 'roleAction.userCreate',
  'user.update': 'roleAction.userUpdate',
  'user.usageLocation': 'roleAction.userUsageLocation',
  'user.updateSensitive': 'roleAction.userUpdateSensitive',
  'user.resetPassword': 'roleAction.userResetPassword',
  'user.revokeSessions': 'roleAction.userRevokeSessions',
  'user.delete': 'roleAction.userDelete',
  'user.restore': 'roleAction.userRestore',
  'user.purge': 'roleAction.userPurge',
  'role.read': 'roleAction.roleRead',
  'role.grant': 'roleAction.roleGrant',
  'history.read': 'roleAction.historyRead',
  'audit.read': 'roleAction.auditRead',
  'job.read': 'roleAction.jobRead',
  'job.cancel': 'roleAction.jobCancel',
  'subscription.write': 'roleAction.subscriptionWrite',
  'organization.read': 'roleAction.organizationRead',
  'settings.read': 'roleAction.settingsRead',
  'settings.write': 'roleAction.settingsWrite',
  'application.read': 'roleAction.applicationRead',
  'application.write': 'roleAction.applicationWrite',
  'catalog.read': 'roleAction.catalogRead',
  'catalog.write': 'roleAction.catalogWrite',
  'clock.read': 'roleAction.clockRead',
  'clock.move': 'roleAction.clockMove',
}

export interface ActionGroup {
  label: MessageKey
  actions: string[]
}

const areaKeys: Record<Area, MessageKey> = {
  license: 'roleArea.license', user: 'roleArea.user', role: 'roleArea.role', billing: 'roleArea.billing', history: 'roleArea.history', settings: 'roleArea.settings',
}

/** The server's actions by area; what no area knows comes last, so that a new action is never hidden. */
export function groupActions(actions: readonly string[]): ActionGroup[] {
  const groups = (Object.keys(areas) as Area[]).map((area) => ({
    label: areaKeys[area],
    actions: areas[area].filter((action) => actions.includes(action)) as string[],
  }))
  const others = { label: 'roleArea.other' as const, actions: actions.filter((action) => !isKnown(action)) }
  return [...groups, others].filter((group) => group.actions.length > 0)
}
