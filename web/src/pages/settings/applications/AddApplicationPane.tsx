import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addPassword, createApplication, type NewPassword } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Pane } from '../../../ui/Pane'
import { ApplicationFields } from './ApplicationFields'
import { CreatedView } from './CreatedView'
import { type Draft, hasSecrets, problemOf, registrationOf } from './kinds'
import { endOf, LIFETIMES } from './lifetimes'
import { useSecretDates } from './use-secret-dates'

const EMPTY: Draft = { displayName: '', kind: 'script', redirectUris: '', access: [] }

/** Register an application; for one that needs a secret, its first one follows at once. */
export function AddApplicationPane({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const { now } = useSecretDates()
  const [draft, setDraft] = useState(EMPTY)
  const create = useMutation({
    mutationFn: async () => {
      const application = await createApplication(registrationOf(draft))
      // A secret that is refused leaves the application in place; its page then says that it has none.
      const secret: NewPassword | null = hasSecrets(draft.kind)
        ? await addPassword(application.id, t('applications.firstSecret'), endOf(now, LIFETIMES[0])).catch(() => null)
        : null
      return { application, secret }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['applications'] }),
  })
  const problem = problemOf(draft)
  const done = create.isSuccess
  const dirty = !done && (draft.displayName !== '' || draft.access.length > 0 || draft.redirectUris !== '')
  const footer = done
    ? <Button appearance="primary" onClick={onClose}>{t('common.done')}</Button>
    : (
      <>
        <ActionButton appearance="primary" reason={problem && t(problem)} disabled={create.isPending} onClick={() => create.mutate()}>{t('applications.create')}</ActionButton>
        <Button disabled={create.isPending} onClick={onClose}>{t('common.cancel')}</Button>
      </>
    )
  return (
    <>
      <Pane title={t('applications.add')} label={t('applications.add')} onClose={onClose} footer={footer}>
        {done
          ? <CreatedView application={create.data.application} secret={create.data.secret} />
          : <ApplicationFields draft={draft} onChange={setDraft} />}
        {create.isError && <ErrorNotice error={create.error} />}
      </Pane>
      <UnsavedDialog dirty={dirty} text={t('settings.unsaved')} />
    </>
  )
}
