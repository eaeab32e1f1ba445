import { Caption1, Field, Input, makeStyles, Radio, RadioGroup, Subtitle2 } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { type ApplicationKind, applicationKinds, type Draft, hasRedirects, permissionTypes } from './kinds'
import { PermissionChooser } from './PermissionChooser'
import { RedirectField } from './RedirectField'

const useStyles = makeStyles({ root: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' }, label: { display: 'grid' } })

/** Name, kind, where people come back to, and permissions of an application that is being registered. */
export function ApplicationFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <div className={styles.root}>
      <Field label={t('applications.name')} required>
        <Input value={draft.displayName} maxLength={120} onChange={(_, data) => onChange({ ...draft, displayName: data.value })} />
      </Field>
      <Field label={t('applications.kind')}>
        <RadioGroup value={draft.kind} onChange={(_, data) => onChange({ ...draft, kind: data.value as ApplicationKind })}>
          {applicationKinds.map((kind) => (
            <Radio
              key={kind} value={kind}
              label={<span className={styles.label}>{t(`applications.kind.${kind}`)}<Caption1 className={page.quiet}>{t(`applications.kind.${kind}.text`)}</Caption1></span>}
            />
          ))}
        </RadioGroup>
      </Field>
      {hasRedirects(draft.kind) && (
        <RedirectField kind={draft.kind} value={draft.redirectUris} onChange={(redirectUris) => onChange({ ...draft, redirectUris })} />
      )}
      <Subtitle2 as="h2">{t('applications.permissions')}</Subtitle2>
      <PermissionChooser types={permissionTypes[draft.kind]} access={draft.access} onChange={(access) => onChange({ ...draft, access })} />
    </div>
  )
}
