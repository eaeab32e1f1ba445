import { Button, Text } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { valueOf } from './account-fields'
import type { AccountEditing } from './use-account-editing'

/** Save changes and Cancel, below the fields. */
export function AccountBar({ editing }: { editing: AccountEditing }) {
  const { t } = useI18n()
  const { person, edits, dirty, saving, save, cancel } = editing
  const nameless = valueOf(person, edits, 'displayName').trim() === ''
  const reason = !dirty ? t('person.account.nothing') : nameless ? t('add.missing.name') : null
  return (
    <>
      <ActionButton appearance="primary" reason={reason} disabled={saving} onClick={save}>{t('common.saveChanges')}</ActionButton>
      <Button disabled={saving} onClick={cancel}>{t('common.cancel')}</Button>
      {dirty && <Text role="status" size={200}>{t('person.unsaved')}</Text>}
    </>
  )
}
