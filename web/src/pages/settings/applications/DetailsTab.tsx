import { Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import type { Application } from '../../../api/applications'
import { SaveActions } from '../../../components/SaveActions'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { type Details, detailsDifference, detailsOf, differs } from './details'
import { hasRedirects, kindOf, problemOf } from './kinds'
import { RedirectField } from './RedirectField'
import { SaveDetailsDialog } from './SaveDetailsDialog'

/** The name of the application and where people come back to; saved after reading what that means. */
export function DetailsTab({ application, denied }: { application: Application; denied: string | null }) {
  const page = usePageStyles()
  const { t } = useI18n()
  const [edited, setEdited] = useState<Details | null>(null)
  const [saving, setSaving] = useState(false)
  const kind = kindOf(application)
  const details = edited ?? detailsOf(application)
  const difference = detailsDifference(application, details)
  const dirty = differs(difference)
  const problem = problemOf({ ...details, kind })
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      <Field label={t('applications.name')} required>
        <Input value={details.displayName} maxLength={120} disabled={denied !== null} onChange={(_, data) => setEdited({ ...details, displayName: data.value })} />
      </Field>
      {hasRedirects(kind) && (
        <RedirectField kind={kind} value={details.redirectUris} disabled={denied !== null} onChange={(redirectUris) => setEdited({ ...details, redirectUris })} />
      )}
      <div className={page.tools}>
        <SaveActions
          dirty={dirty} reason={denied ?? (dirty && problem ? t(problem) : null)}
          onSave={() => setSaving(true)} onReset={() => setEdited(null)}
        />
      </div>
      {saving && (
        <SaveDetailsDialog
          application={application} details={details} difference={difference}
          onClose={(saved) => { setSaving(false); if (saved) setEdited(null) }}
        />
      )}
      <UnsavedDialog dirty={dirty} text={t('settings.unsaved')} />
    </>
  )
}
