import { makeStyles } from '@fluentui/react-components'
import { EditRegular, LockClosedRegular, LockOpenRegular, PasswordRegular, SignOutRegular } from '@fluentui/react-icons'
import type { Person } from '../../api/types'
import type { PersonAction } from '../../app/search-params'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'

const useStyles = makeStyles({ row: { display: 'flex', gap: '4px', flexWrap: 'wrap', padding: '8px 0' } })

interface Props {
  person: Person
  onEdit: () => void
  onAction: (action: PersonAction) => void
}

/** What can be done to the account itself. */
export function AccountActions({ person, onEdit, onAction }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [update, location] = [useDenied('user.update'), useDenied('user.usageLocation')]
  const [password, sensitive, sessions] = [useDenied('user.resetPassword'), useDenied('user.updateSensitive'), useDenied('user.revokeSessions')]
  const gone = person.deletedDateTime ? t('person.deletedFirst') : null
  const signIn = person.accountEnabled
    ? { action: 'block' as const, icon: <LockClosedRegular />, label: t('users.block') }
    : { action: 'unblock' as const, icon: <LockOpenRegular />, label: t('users.unblock') }
  return (
    <div role="group" aria-label={t('list.actions')} className={styles.row}>
      <ActionButton size="small" icon={<EditRegular />} reason={gone ?? (location === null ? null : update)} onClick={onEdit}>{t('person.edit')}</ActionButton>
      <ActionButton size="small" icon={<PasswordRegular />} reason={gone ?? password} onClick={() => onAction('password')}>{t('users.resetPassword')}</ActionButton>
      <ActionButton size="small" icon={signIn.icon} reason={gone ?? sensitive} onClick={() => onAction(signIn.action)}>{signIn.label}</ActionButton>
      <ActionButton size="small" icon={<SignOutRegular />} reason={gone ?? sessions} onClick={() => onAction('revoke')}>{t('users.revoke')}</ActionButton>
    </div>
  )
}
