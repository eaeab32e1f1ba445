import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Text,
} from '@fluentui/react-components'
import { useState } from 'react'
import { GLOBAL_ADMIN, type Role, type RoleAssignment } from '../../api/roles'
import type { UserRef } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { ActionButton } from '../../ui/ActionButton'
import { GrantResult } from './GrantResult'
import { PeoplePicker } from './PeoplePicker'
import { isPowerful, useGranting } from './use-granting'

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' } })

interface Props {
  role: Role
  holders: readonly RoleAssignment[]
  onClose: () => void
}

/** Choose people, read what they will be able to do, assign the role, see the result per person. */
export function GrantDialog({ role, holders, onClose }: Props) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const [chosen, setChosen] = useState<UserRef[]>([])
  const { step, results, apply } = useGranting(role)
  const name = roleName(t, role)
  const tooMany = role.id === GLOBAL_ADMIN && role.holderCount + chosen.length > 4
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open && step !== 'applying') onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('roles.grant.title', { role: name })}</DialogTitle>
          <DialogContent className={styles.content}>
            {step === 'done' ? <GrantResult results={results} role={name} /> : (
              <>
                <PeoplePicker chosen={chosen} holders={new Set(holders.map((one) => one.principalId))} onChange={setChosen} />
                {chosen.length > 0 && (
                  <Text role="status">{t('roles.grant.question', { role: name, people: format.list(chosen.map((one) => one.displayName)) })}</Text>
                )}
                {isPowerful(role) && <Caution>{t('roles.grant.powerful')}</Caution>}
                {tooMany && <Caution>{t('roles.globalAdmins.many')}</Caution>}
              </>
            )}
          </DialogContent>
          <DialogActions>
            {step === 'done' ? <Button appearance="primary" onClick={onClose}>{t('common.done')}</Button> : (
              <>
                <ActionButton
                  appearance="primary" disabled={step === 'applying'} reason={chosen.length === 0 ? t('roles.grant.nobody') : null}
                  onClick={() => void apply(chosen)}
                >
                  {t('roles.grant.confirm', { count: chosen.length })}
                </ActionButton>
                <Button disabled={step === 'applying'} onClick={onClose}>{t('common.cancel')}</Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Caution({ children }: { children: string }) {
  return <MessageBar intent="warning" layout="multiline"><MessageBarBody>{children}</MessageBarBody></MessageBar>
}
