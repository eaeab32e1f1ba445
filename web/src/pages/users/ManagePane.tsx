import { Button, Caption1, Field, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { UserRef } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Pane } from '../../ui/Pane'
import { usePageStyles } from '../../ui/page-styles'
import { ManageFlow } from './ManageFlow'

const useStyles = makeStyles({ body: { display: 'grid', gap: '16px' }, label: { display: 'grid' } })

interface Props {
  people: readonly UserRef[]
  onClose: (done: boolean) => void
}

/** Manage product licenses: choose what happens, see it beforehand, save (UNA-30). */
export function ManagePane({ people, onClose }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const [option, setOption] = useState('')

  const choice = (
    <div className={styles.body}>
      <Text>{t('manage.text', { count: people.length })}</Text>
      <Field label={t('manage.option')}>
        <RadioGroup value={option} onChange={(_, data) => setOption(data.value)}>
          <Radio
            value="unassignAll"
            label={
              <span className={styles.label}>
                {t('manage.unassignAll')}
                <Caption1 className={page.quiet}>{t('manage.unassignAll.text')}</Caption1>
              </span>
            }
          />
        </RadioGroup>
      </Field>
    </div>
  )
  if (option) return <ManageFlow people={people} choice={choice} onClose={onClose} />
  return (
    <Pane
      title={t('manage.title')} label={t('manage.title')} onClose={() => onClose(false)}
      footer={
        <>
          <ActionButton appearance="primary" reason={t('manage.choose')}>{t('common.saveChanges')}</ActionButton>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
        </>
      }
    >
      {choice}
    </Pane>
  )
}
