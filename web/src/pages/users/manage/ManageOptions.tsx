import { Caption1, Field, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { type ManageOption, manageOptions } from './operation'

const useStyles = makeStyles({ body: { display: 'grid', gap: '16px' }, label: { display: 'grid' } })

interface Props {
  count: number
  value: ManageOption | null
  onChange: (option: ManageOption) => void
}

/** Assign more, Replace, Unassign all: each with what it does to the licences that people have. */
export function ManageOptions({ count, value, onChange }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <div className={styles.body}>
      <Text>{t('manage.text', { count })}</Text>
      <Field label={t('manage.option')}>
        <RadioGroup value={value ?? ''} onChange={(_, data) => onChange(data.value as ManageOption)}>
          {manageOptions.map((option) => (
            <Radio
              key={option} value={option}
              label={
                <span className={styles.label}>
                  {t(`manage.${option}`)}
                  <Caption1 className={page.quiet}>{t(`manage.${option}.text`)}</Caption1>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
    </div>
  )
}
