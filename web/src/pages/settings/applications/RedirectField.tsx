import { Field, Textarea } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import { type ApplicationKind, isRedirectUri, linesOf } from './kinds'

interface Props {
  kind: ApplicationKind
  /** One address a line. */
  value: string
  disabled?: boolean
  onChange: (value: string) => void
}

/** Where people come back to after signing in; says which address cannot be used and why. */
export function RedirectField({ kind, value, disabled, onChange }: Props) {
  const { t } = useI18n()
  const wrong = linesOf(value).find((uri) => !isRedirectUri(uri, kind))
  const why = kind === 'public' ? 'applications.redirect.notPublic' : 'applications.redirect.not'
  return (
    <Field
      label={t('applications.redirect')} hint={t('applications.redirect.hint')} required={kind === 'web'}
      validationMessage={wrong && t(why, { uri: wrong, secure: 'https://', local: 'http://localhost' })}
    >
      <Textarea resize="vertical" rows={4} value={value} disabled={disabled} onChange={(_, data) => onChange(data.value)} />
    </Field>
  )
}
