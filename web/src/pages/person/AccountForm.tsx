import { Field, Input, makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { CountrySelect } from '../../components/account/CountrySelect'
import { accountFields, type AccountField, fieldLabel, valueOf } from './account-fields'
import type { AccountEditing } from './use-account-editing'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px', paddingTop: '8px' } })

/** The properties as fields; those that the reader may not change are disabled, with the reason above. */
export function AccountForm({ editing }: { editing: AccountEditing }) {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('user.update')
  const sensitive = useDenied('user.updateSensitive')
  const location = useDenied('user.usageLocation')
  const { person, edits, set, error } = editing
  const refused = (field: AccountField) => (field === 'usageLocation' ? location : field === 'mobilePhone' ? sensitive : denied)
  return (
    <div className={styles.root}>
      {Boolean(error) && <ErrorNotice error={error} />}
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      {accountFields.map((field) => {
        const value = valueOf(person, edits, field)
        const disabled = refused(field) !== null
        if (field === 'usageLocation') {
          return (
            <CountrySelect
              key={field} label={t(fieldLabel[field])} empty={t('common.notSet')} value={value} disabled={disabled}
              hint={t('add.locationHint')} onChange={(code) => set(field, code)}
            />
          )
        }
        return (
          <Field key={field} label={t(fieldLabel[field])} required={field === 'displayName'}>
            <Input value={value} disabled={disabled} maxLength={256} onChange={(_, data) => set(field, data.value)} />
          </Field>
        )
      })}
    </div>
  )
}
