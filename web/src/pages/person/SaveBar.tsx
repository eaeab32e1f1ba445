import { Button, Text } from '@fluentui/react-components'
import { useState } from 'react'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { SaveDialog } from './SaveDialog'
import type { LicenseEditing } from './use-license-editing'

/** Save changes, below the boxes; disabled with the reason until one was changed. */
export function SaveBar({ editing }: { editing: LicenseEditing }) {
  const { t } = useI18n()
  const denied = useDenied('license.unassign')
  const [saving, setSaving] = useState(false)
  const { dirty, reset } = editing
  return (
    <>
      <ActionButton
        appearance="primary" reason={denied ?? (dirty ? null : t('person.nothingChanged'))} onClick={() => setSaving(true)}
      >
        {t('common.saveChanges')}
      </ActionButton>
      {dirty && <Button onClick={reset}>{t('person.reset')}</Button>}
      {dirty && <Text role="status" size={200}>{t('person.unsaved')}</Text>}
      {saving && <SaveDialog editing={editing} onClose={(done) => { setSaving(false); if (done) reset() }} />}
    </>
  )
}
