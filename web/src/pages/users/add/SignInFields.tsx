import { Field, Input, makeStyles, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { domainsQuery } from '../../../api/users-queries'
import { useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { phone } from '../../../ui/breakpoints'
import { missingIn, type NewUserDraft } from './draft'

const useStyles = makeStyles({ pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: '12px', alignItems: 'start', [phone]: { gridTemplateColumns: 'minmax(0, 1fr)' } } })

interface Props {
  draft: NewUserDraft
  onChange: (part: Partial<NewUserDraft>) => void
}

/** The sign-in name: its own part, and one of the organization's domains. */
export function SignInFields({ draft, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tenant } = useSession()
  const { data } = useQuery(domainsQuery)
  const domains = data && data.length > 0 ? data : [tenant.defaultDomain]
  const wrong = missingIn(draft) === 'usernameWrong'
  return (
    <div className={styles.pair}>
      <Field
        label={t('person.username')} required validationState={wrong ? 'error' : 'none'}
        validationMessage={wrong ? t('add.missing.usernameWrong') : undefined}
      >
        <Input value={draft.localPart} maxLength={64} autoComplete="off" onChange={(_, data) => onChange({ localPart: data.value.trim() })} />
      </Field>
      <Field label={t('add.domain')}>
        <Select value={draft.domain} onChange={(_, data) => onChange({ domain: data.value })}>
          {domains.map((domain) => <option key={domain} value={domain}>{`@${domain}`}</option>)}
        </Select>
      </Field>
    </div>
  )
}
