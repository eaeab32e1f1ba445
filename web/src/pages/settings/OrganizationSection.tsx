import { Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { OrganizationSettings } from '../../api/settings'
import type { Cloud } from '../../api/types'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { type Language, languages } from '../../i18n/language'
import { ChoiceField } from './ChoiceField'
import { countries, timeZones } from './places'
import { Section } from './Section'
import { clouds, cloudLabels } from './setting-words'
import type { SettingsForm } from './use-settings-form'

const useStyles = makeStyles({
  grid: { display: 'grid', gap: '16px', gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))', alignItems: 'start' },
})

/** Who the organization is, where it is, and in which words it is spoken to. */
export function OrganizationSection({ form, disabled }: { form: SettingsForm; disabled: boolean }) {
  const styles = useStyles()
  const { t, language } = useI18n()
  const { tenant } = useSession()
  const { values, problems, set } = form
  const countryChoices = useMemo(() => countries(language), [language])
  const zoneChoices = useMemo(() => timeZones(language, tenant.timeZone), [language, tenant.timeZone])
  return (
    <Section heading={t('settings.organization')}>
      <div className={styles.grid}>
        <Field label={t('settings.displayName')} validationMessage={problems.displayName && t('settings.problem.required')}>
          <Input value={values.displayName} maxLength={256} disabled={disabled} onChange={(_, data) => set('displayName', data.value)} />
        </Field>
        <Field label={t('settings.domain')} hint={t('settings.domain.hint')}>
          <Input value={tenant.defaultDomain} readOnly appearance="filled-darker" />
        </Field>
        <ChoiceField
          label={t('settings.country')} hint={t('settings.country.hint')} value={values.country} choices={countryChoices} disabled={disabled}
          onChange={(value) => set('country', value)}
        />
        <ChoiceField
          label={t('settings.timeZone')} hint={t('settings.timeZone.hint')} value={values.timeZone} choices={zoneChoices} disabled={disabled}
          onChange={(value) => set('timeZone', value)}
        />
        <Field label={t('settings.cloud')} hint={t('settings.cloud.hint')}>
          <RadioGroup value={values.cloud} disabled={disabled} onChange={(_, data) => set('cloud', data.value as Cloud)}>
            {clouds.map((cloud) => <Radio key={cloud} value={cloud} label={t(cloudLabels[cloud])} />)}
          </RadioGroup>
        </Field>
        <Field label={t('settings.language')} hint={t('settings.language.hint')}>
          <RadioGroup
            value={values.language} disabled={disabled}
            onChange={(_, data) => set('language', data.value as OrganizationSettings['language'])}
          >
            {(Object.keys(languages) as Language[]).map((key) => <Radio key={key} value={key} label={<span lang={key}>{languages[key]}</span>} />)}
          </RadioGroup>
        </Field>
      </div>
    </Section>
  )
}
