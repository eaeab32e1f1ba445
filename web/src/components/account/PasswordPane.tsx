import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserRef } from '../../api/types'
import { patchUser } from '../../api/users-actions'
import { refreshAfterChange } from '../../api/query-client'
import { ErrorNotice } from '../ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Pane } from '../../ui/Pane'
import { PasswordChoice } from './PasswordChoice'
import { isComplete, NEW_PASSWORD, profileOf } from './password-draft'
import { ShownOnce } from './ShownOnce'

const useStyles = makeStyles({ body: { display: 'grid', gap: '14px' } })

/** Reset password: drawn or typed, shown once. */
export function PasswordPane({ person, onClose }: { person: UserRef; onClose: (done: boolean) => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const [draft, setDraft] = useState(NEW_PASSWORD)
  const denied = useDenied('user.resetPassword')
  const reset = useMutation({
    mutationFn: async () => {
      const passwordProfile = profileOf(draft)
      await patchUser(person.id, { passwordProfile })
      return passwordProfile
    },
    onSuccess: refreshAfterChange,
  })
  const reason = denied ?? (isComplete(draft) ? null : t('password.incomplete'))
  const name = person.displayName
  return (
    <Pane
      title={t('users.resetPassword')} label={t('users.resetPassword')} onClose={() => onClose(reset.isSuccess)}
      footer={
        reset.isSuccess
          ? <Button appearance="primary" onClick={() => onClose(true)}>{t('common.done')}</Button>
          : (
            <>
              <ActionButton appearance="primary" reason={reason} disabled={reset.isPending} onClick={() => reset.mutate()}>{t('users.resetPassword')}</ActionButton>
              <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            </>
          )
      }
    >
      <div className={styles.body}>
        {reset.isError && <ErrorNotice error={reset.error} />}
        {reset.data
          ? (
            <>
              <Text role="status" weight="semibold">{t('password.done', { name })}</Text>
              <ShownOnce password={reset.data.password} />
              <Text>{t(draft.mustChange ? 'password.next.change' : 'password.next', { name })}</Text>
            </>
          )
          : (
            <>
              <Text>{t('password.text', { name })}</Text>
              <PasswordChoice value={draft} onChange={setDraft} />
            </>
          )}
      </div>
    </Pane>
  )
}
