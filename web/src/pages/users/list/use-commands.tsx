import {
  ArrowDownloadRegular, ArrowUploadRegular, CopyRegular, KeyMultipleRegular, LocationRegular, LockClosedRegular, LockOpenRegular,
  PasswordRegular, PersonAddRegular, SignOutRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { ActionName } from '../../../api/types'
import type { UsersPane } from '../../../app/search-params'
import { useDenied } from '../../../hooks/use-session'
import type { MessageKey } from '../../../i18n/en'
import { useI18n } from '../../../i18n/context'
import { type Chosen, countOf, onlyOne } from '../../../components/update/chosen'

export interface Command {
  pane: UsersPane
  label: string
  icon: ReactElement
  /** Why it cannot be used now. */
  reason: string | null
}

interface Definition {
  pane: UsersPane
  label: MessageKey
  icon: ReactElement
  right: ActionName
}

const GENERAL: Definition[] = [
  { pane: 'add', label: 'users.add', icon: <PersonAddRegular />, right: 'user.create' },
  { pane: 'import', label: 'users.import', icon: <ArrowUploadRegular />, right: 'user.create' },
  { pane: 'export', label: 'users.export', icon: <ArrowDownloadRegular />, right: 'user.read' },
]
const MANAGE: Definition = { pane: 'manage', label: 'users.manage', icon: <KeyMultipleRegular />, right: 'license.unassign' }
const SELECTED: Definition[] = [
  MANAGE,
  { pane: 'copy', label: 'users.copy', icon: <CopyRegular />, right: 'license.assign' },
  { pane: 'location', label: 'users.setLocation', icon: <LocationRegular />, right: 'user.usageLocation' },
  { pane: 'block', label: 'users.block', icon: <LockClosedRegular />, right: 'user.updateSensitive' },
  { pane: 'unblock', label: 'users.unblock', icon: <LockOpenRegular />, right: 'user.updateSensitive' },
  { pane: 'revoke', label: 'users.revoke', icon: <SignOutRegular />, right: 'user.revokeSessions' },
  { pane: 'password', label: 'users.resetPassword', icon: <PasswordRegular />, right: 'user.resetPassword' },
]

/** What can be done now: with nobody selected the general commands, else those for the selection. */
export function useCommands(chosen: Chosen): Command[] {
  const { t } = useI18n()
  const denied: Partial<Record<ActionName, string | null>> = {
    'user.create': useDenied('user.create'), 'user.read': useDenied('user.read'), 'license.unassign': useDenied('license.unassign'),
    'license.assign': useDenied('license.assign'), 'user.usageLocation': useDenied('user.usageLocation'),
    'user.updateSensitive': useDenied('user.updateSensitive'), 'user.revokeSessions': useDenied('user.revokeSessions'),
    'user.resetPassword': useDenied('user.resetPassword'),
  }
  const count = countOf(chosen)
  const blocked = chosen.kind === 'some' ? chosen.users.filter((user) => !user.accountEnabled).length : null
  const notNow = (pane: UsersPane): string | null => {
    if (count === 0) return pane === 'manage' ? t('manage.nothing') : null
    if (pane === 'copy' && !onlyOne(chosen)) return t('users.copy.one')
    if (pane === 'password' && !onlyOne(chosen)) return t('users.resetPassword.one')
    if (pane === 'block' && blocked === count) return t('users.block.already')
    return pane === 'unblock' && blocked === 0 ? t('users.unblock.already') : null
  }
  return (count === 0 ? [...GENERAL, MANAGE] : SELECTED)
    .map(({ pane, label, icon, right }) => ({ pane, label: t(label), icon, reason: denied[right] ?? notNow(pane) }))
}
