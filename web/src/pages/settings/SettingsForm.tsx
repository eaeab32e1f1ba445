import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationSettings } from '../../api/settings'
import { samePage, UnsavedDialog } from '../../components/UnsavedDialog'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { LimitsSection } from './LimitsSection'
import { OrganizationSection } from './OrganizationSection'
import { SaveBar } from './SaveBar'
import { SaveSettingsDialog } from './SaveSettingsDialog'
import { useSettingsForm } from './use-settings-form'

/** The settings as one form: edits, what they mean, Save changes. */
export function SettingsForm({ saved }: { saved: OrganizationSettings }) {
  const { t } = useI18n()
  const denied = useDenied('settings.write')
  const form = useSettingsForm(saved)
  const [saving, setSaving] = useState(false)
  const [done, setDone] = useState(false)
  const finish = (saved: boolean) => {
    setSaving(false)
    if (saved) form.reset()
    setDone(saved)
  }
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      <OrganizationSection form={form} disabled={denied !== null} />
      <LimitsSection form={form} disabled={denied !== null} />
      {done && !form.dirty && (
        <MessageBar intent="success" role="status"><MessageBarBody>{t('settings.saved')}</MessageBarBody></MessageBar>
      )}
      <SaveBar form={form} denied={denied} onSave={() => setSaving(true)} />
      {saving && <SaveSettingsDialog saved={saved} changes={form.changes} onClose={finish} />}
      <UnsavedDialog dirty={form.dirty} text={t('settings.unsaved')} keeps={samePage} />
    </>
  )
}
