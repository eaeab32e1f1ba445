import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input, makeStyles, Select,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addPassword, type Application } from '../../../api/applications'
import { queryClient } from '../../../api/query-client'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { endOf, LIFETIMES } from './lifetimes'
import { SecretOnce } from './SecretOnce'
import { useSecretDates } from './use-secret-dates'

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' } })

/** A new secret: what it is for and how long it lasts; then the secret itself, this once. */
export function AddSecretDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { now, dateOf } = useSecretDates()
  const [name, setName] = useState('')
  const [days, setDays] = useState<number>(LIFETIMES[0])
  const add = useMutation({
    mutationFn: () => addPassword(application.id, name.trim() || t('applications.firstSecret'), endOf(now, days)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['applications'] }),
  })
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open && !add.isPending) onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('applications.addSecret')}</DialogTitle>
          <DialogContent className={styles.content}>
            {add.isSuccess ? <SecretOnce secret={add.data} /> : (
              <>
                <Field label={t('applications.secrets.name')} hint={t('applications.secrets.name.hint')}>
                  <Input value={name} maxLength={90} onChange={(_, data) => setName(data.value)} />
                </Field>
                <Field label={t('applications.secrets.lifetime')}>
                  <Select value={days} onChange={(_, data) => setDays(Number(data.value))}>
                    {LIFETIMES.map((one) => (
                      <option key={one} value={one}>{t('applications.secrets.days', { days: one, date: dateOf(endOf(now, one)) })}</option>
                    ))}
                  </Select>
                </Field>
                {add.isError && <ErrorNotice error={add.error} />}
              </>
            )}
          </DialogContent>
          <DialogActions>
            {add.isSuccess ? <Button appearance="primary" onClick={onClose}>{t('common.done')}</Button> : (
              <>
                <Button appearance="primary" disabled={add.isPending} onClick={() => add.mutate()}>{t('applications.addSecret')}</Button>
                <Button disabled={add.isPending} onClick={onClose}>{t('common.cancel')}</Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
