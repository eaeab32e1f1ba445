import type { MessageKey } from '../../i18n/en'
import type { Translate } from '../../i18n/translate'

/** The directory's activities, which the API names in English, with the key of their words. */
const keys = {
  'Change user license': 'audit.activity.changeUserLicense',
  'Add user': 'audit.activity.addUser',
  'Update user': 'audit.activity.updateUser',
  'Delete user': 'audit.activity.deleteUser',
  'Restore user': 'audit.activity.restoreUser',
  'Hard Delete user': 'audit.activity.hardDeleteUser',
  'Purge mailbox': 'audit.activity.purgeMailbox',
  'Update StsRefreshTokenValidFrom Timestamp': 'audit.activity.revokeSessions',
  'Reset user password': 'audit.activity.resetUserPassword',
  'Add member to role': 'audit.activity.addMemberToRole',
  'Remove member from role': 'audit.activity.removeMemberFromRole',
  'Add application': 'audit.activity.addApplication',
  'Update application': 'audit.activity.updateApplication',
  'Update application – Certificates and secrets management': 'audit.activity.updateApplicationSecrets',
  'Delete application': 'audit.activity.deleteApplication',
  'Update subscription': 'audit.activity.updateSubscription',
  'Update catalog': 'audit.activity.updateCatalog',
  'Set Company Information': 'audit.activity.setCompanyInformation',
  'Move simulated clock': 'audit.activity.moveClock',
  'Repair counters': 'audit.activity.repairCounters',
  'Restore backup': 'audit.activity.restoreBackup',
} as const satisfies Record<string, MessageKey>

const known: Record<string, MessageKey> = keys

/** What can be filtered by. */
export const activities = Object.keys(keys)

/** An activity in the reader's words; one that this console does not know shows its own. */
export function activityText(t: Translate, activity: string): string {
  const key = known[activity]
  return key ? t(key) : activity
}
