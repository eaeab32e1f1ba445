import { Field, Input, makeStyles, Subtitle2 } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import { phone } from '../../../ui/breakpoints'
import { GrantPicker } from '../grants/GrantPicker'
import { CountrySelect } from '../../../components/account/CountrySelect'
import { PasswordChoice } from '../../../components/account/PasswordChoice'
import { displayNameOf, type NewUserDraft } from './draft'
import { SignInFields } from './SignInFields'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '14px' },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '12px', [phone]: { gridTemplateColumns: '1fr' } },
})

interface Props {
  draft: NewUserDraft
  onChange: (draft: NewUserDraft) => void
}

/** What is asked about a new person. */
export function AddForm({ draft, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const set = (part: Partial<NewUserDraft>) => onChange({ ...draft, ...part })
  return (
    <div className={styles.root}>
      <Subtitle2 as="h3">{t('add.basics')}</Subtitle2>
      <div className={styles.pair}>
        <Field label={t('add.givenName')}><Input value={draft.givenName} maxLength={64} onChange={(_, data) => set({ givenName: data.value })} /></Field>
        <Field label={t('add.surname')}><Input value={draft.surname} maxLength={64} onChange={(_, data) => set({ surname: data.value })} /></Field>
      </div>
      <Field label={t('users.name')} required>
        <Input value={displayNameOf(draft)} maxLength={256} onChange={(_, data) => set({ displayName: data.value, namedByHand: true })} />
      </Field>
      <SignInFields draft={draft} onChange={set} />
      <div className={styles.pair}>
        <Field label={t('person.jobTitle')}><Input value={draft.jobTitle} maxLength={128} onChange={(_, data) => set({ jobTitle: data.value })} /></Field>
        <Field label={t('person.department')}><Input value={draft.department} maxLength={64} onChange={(_, data) => set({ department: data.value })} /></Field>
      </div>
      <PasswordChoice value={draft.password} onChange={(password) => set({ password })} />
      <Subtitle2 as="h3">{t('add.licenses')}</Subtitle2>
      <CountrySelect
        label={t('person.location')} empty={t('common.notSet')} hint={t('add.locationHint')} value={draft.location}
        onChange={(location) => set({ location })}
      />
      <GrantPicker label={t('add.licenses')} grants={draft.grants} people={1} onChange={(grants) => set({ grants })} />
    </div>
  )
}
