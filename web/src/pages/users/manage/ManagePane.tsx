import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { Operation } from '../../../api/types'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Pane } from '../../../ui/Pane'
import { GrantPicker } from '../grants/GrantPicker'
import { type Grants, NO_GRANTS } from '../grants/grants'
import { type Chosen, countOf, selectorOf } from '../../../components/update/chosen'
import { ManageFlow } from './ManageFlow'
import { ManageOptions } from './ManageOptions'
import { type ManageOption, operationOf } from './operation'

const useStyles = makeStyles({ body: { display: 'grid', gap: '16px' } })

interface Props {
  chosen: Chosen
  onClose: (done: boolean) => void
}

/** Manage product licenses: choose what happens, see it beforehand, save (UNA-30, UNA-32, ASG-5, MOV-1). */
export function ManagePane({ chosen, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [option, setOption] = useState<ManageOption | null>(null)
  const [grants, setGrants] = useState<Grants>(NO_GRANTS)
  const [previewed, setPreviewed] = useState<Operation | null>(null)
  // Taken once: what is done must not follow the list behind the pane.
  const [people] = useState(() => selectorOf(chosen))
  const [count] = useState(() => countOf(chosen))
  const operation = operationOf(option, grants)
  const picks = option === 'assignMore' || option === 'replace'
  const current = option === 'unassignAll' ? operation : previewed

  const choose = (next: ManageOption) => { setOption(next); setPreviewed(null) }
  const options = <ManageOptions count={count} value={option} onChange={choose} />
  if (current && option) {
    return (
      <ManageFlow
        key={option} people={people} operation={current} option={option} asJob={chosen.kind === 'all'}
        choice={option === 'unassignAll' && options} onBack={picks ? () => setPreviewed(null) : undefined} onClose={onClose}
      />
    )
  }
  const reason = option === null ? t('manage.choose') : operation === null ? t('manage.chooseProduct') : null
  return (
    <Pane
      title={t('manage.title')} label={t('manage.title')} onClose={() => onClose(false)}
      footer={
        <>
          <ActionButton appearance="primary" reason={reason} onClick={() => setPreviewed(operation)}>
            {t(picks ? 'manage.preview' : 'common.saveChanges')}
          </ActionButton>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        {options}
        {picks && <Text weight="semibold">{t(`manage.${option}.products`)}</Text>}
        {picks && <GrantPicker label={t(`manage.${option}.products`)} grants={grants} people={count} onChange={setGrants} />}
      </div>
      <UnsavedDialog dirty={grants.length > 0} text={t('manage.unsaved')} />
    </Pane>
  )
}
