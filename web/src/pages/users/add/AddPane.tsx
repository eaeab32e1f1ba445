import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useDenied, useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Pane } from '../../../ui/Pane'
import { AddedView } from './AddedView'
import { AddForm } from './AddForm'
import { isTouched, missingIn, newDraft } from './draft'
import { useAdd } from './use-add'

/** Add a user: name, sign-in name, password, location and licences, then the result (ASG-8). */
export function AddPane({ onClose }: { onClose: (done: boolean) => void }) {
  const { t } = useI18n()
  const { tenant } = useSession()
  const denied = useDenied('user.create')
  const empty = () => newDraft(tenant.defaultDomain, tenant.country)
  const [draft, setDraft] = useState(empty)
  const add = useAdd()
  const missing = missingIn(draft)
  const reason = denied ?? (missing && t(`add.missing.${missing}`))
  return (
    <Pane
      title={t('users.add')} label={t('users.add')} onClose={() => onClose(add.isSuccess)}
      footer={
        add.isSuccess
          ? (
            <>
              <Button appearance="primary" onClick={() => onClose(true)}>{t('common.done')}</Button>
              <Button onClick={() => { setDraft(empty()); add.reset() }}>{t('add.another')}</Button>
            </>
          )
          : (
            <>
              <ActionButton appearance="primary" reason={reason} disabled={add.isPending} onClick={() => add.mutate(draft)}>{t('users.add')}</ActionButton>
              <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            </>
          )
      }
    >
      {add.isError && <ErrorNotice error={add.error} />}
      {add.data ? <AddedView added={add.data} grants={draft.grants} /> : <AddForm draft={draft} onChange={setDraft} />}
      <UnsavedDialog dirty={!add.isSuccess && isTouched(draft)} text={t('add.unsaved')} />
    </Pane>
  )
}
