import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useState } from 'react'
import { type Application, permissionsQuery, type ResourceAccess } from '../../../api/applications'
import { useQuery } from '@tanstack/react-query'
import { SaveActions } from '../../../components/SaveActions'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { accessDifference } from './access'
import { accessOf, kindOf, permissionTypes } from './kinds'
import { PermissionChooser } from './PermissionChooser'
import { SavePermissionsDialog } from './SavePermissionsDialog'

/** What the application may do; changed by ticking boxes, and saved after reading what that means. */
export function PermissionsTab({ application, denied }: { application: Application; denied: string | null }) {
  const page = usePageStyles()
  const { t } = useI18n()
  const { data: permissions } = useQuery(permissionsQuery)
  const [edited, setEdited] = useState<ResourceAccess[] | null>(null)
  const [saving, setSaving] = useState(false)
  const before = accessOf(application)
  const access = edited ?? before
  const difference = accessDifference(before, access, permissions ?? [])
  const dirty = difference.added.length + difference.removed.length > 0
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      <Text>{t('applications.permissions.text')}</Text>
      <PermissionChooser types={permissionTypes[kindOf(application)]} access={access} disabled={denied !== null} onChange={setEdited} />
      <div className={page.tools}>
        <SaveActions dirty={dirty} reason={denied} onSave={() => setSaving(true)} onReset={() => setEdited(null)} />
      </div>
      {saving && (
        <SavePermissionsDialog
          application={application} access={access} difference={difference}
          onClose={(saved) => { setSaving(false); if (saved) setEdited(null) }}
        />
      )}
      <UnsavedDialog dirty={dirty} text={t('settings.unsaved')} />
    </>
  )
}
