import { Button, Text } from '@fluentui/react-components'
import { useI18n } from '../i18n/context'
import { ActionButton } from '../ui/ActionButton'

interface Props {
  dirty: boolean
  /** Why it cannot be saved although something was changed: missing rights, a wrong value. */
  reason: string | null
  /** Said while nothing was changed. */
  nothing?: string
  onSave: () => void
  onReset: () => void
}

/** Save changes, Reset, and that there is something to save; disabled with the reason. */
export function SaveActions({ dirty, reason, nothing, onSave, onReset }: Props) {
  const { t } = useI18n()
  return (
    <>
      <ActionButton appearance="primary" reason={reason ?? (dirty ? null : (nothing ?? t('person.nothingChanged')))} onClick={onSave}>
        {t('common.saveChanges')}
      </ActionButton>
      {dirty && <Button onClick={onReset}>{t('person.reset')}</Button>}
      {dirty && <Text role="status" size={200}>{t('person.unsaved')}</Text>}
    </>
  )
}
