import { makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components'
import type { PersonAction } from '../../app/search-params'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { phone } from '../../ui/breakpoints'
import { AccountActions } from './AccountActions'
import { AccountForm } from './AccountForm'
import type { AccountEditing } from './use-account-editing'

const useStyles = makeStyles({
  list: {
    margin: '8px 0', display: 'grid', gridTemplateColumns: 'minmax(140px, auto) 1fr', gap: '10px 16px',
    [phone]: { gridTemplateColumns: '1fr', gap: '0' },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', [phone]: { paddingBottom: '10px' } },
  row: { display: 'contents' },
})

/** Who the person is, with what can be changed about it. */
export function AccountTab({ editing, onAction }: { editing: AccountEditing; onAction: (action: PersonAction) => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { person } = editing
  if (editing.open) return <AccountForm editing={editing} />
  const rows: [string, string | null][] = [
    [t('person.username'), person.userPrincipalName],
    [t('person.signIn'), t(person.accountEnabled ? 'person.signIn.allowed' : 'person.signIn.blocked')],
    [t('person.location'), person.usageLocation && format.country(person.usageLocation)],
    [t('person.roles'), person.roles.length > 0 ? format.list(person.roles.map((role) => roleName(t, role))) : t('common.none')],
    [t('person.jobTitle'), person.jobTitle],
    [t('person.department'), person.department],
    [t('person.office'), person.officeLocation],
    [t('person.mobile'), person.mobilePhone ?? null],
    [t('person.city'), person.city],
    [t('users.country'), person.country && format.country(person.country)],
    [t('person.mail'), person.mail],
    [t('person.synced'), t(person.synced ? 'person.synced.onPremises' : 'person.synced.cloud')],
    [t('person.created'), format.date(person.createdDateTime)],
  ]
  return (
    <>
      {person.deletedDateTime && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('person.deleted', { date: format.date(person.deletedDateTime) })}</MessageBarBody>
        </MessageBar>
      )}
      {editing.saved && <Text role="status">{t('person.account.saved')}</Text>}
      <AccountActions person={person} onEdit={editing.begin} onAction={onAction} />
      <dl className={styles.list}>
        {rows.map(([term, value]) => (
          <div key={term} className={styles.row}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value || t('common.notSet')}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
