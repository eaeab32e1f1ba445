import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { NAME_MAX } from './views'

interface Props {
  taken: readonly string[]
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks for the name of a view. */
export function SaveViewDialog({ taken, onSave, onClose }: Props) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const name = text.trim()
  const save = () => { if (name) onSave(name) }
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface>
        <form onSubmit={(event) => { event.preventDefault(); save() }}>
          <DialogBody>
            <DialogTitle>{t('users.views.save')}</DialogTitle>
            <DialogContent>
              <Field label={t('users.views.name')} hint={t(taken.includes(name) ? 'users.views.replace' : 'users.views.hint')}>
                <Input value={text} maxLength={NAME_MAX} onChange={(_, data) => setText(data.value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <ActionButton appearance="primary" reason={name ? null : t('users.views.nameless')} onClick={save}>{t('users.views.saveButton')}</ActionButton>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
