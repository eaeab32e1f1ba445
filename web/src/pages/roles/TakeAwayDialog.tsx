import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { GLOBAL_ADMIN, type Role, type RoleAssignment, takeRoleAway } from '../../api/roles'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { DangerButton } from '../../ui/DangerButton'
import { holderName } from './holder'
import { TakeAwayError } from './TakeAwayError'
import { refreshAfterGrant } from './use-granting'

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' } })

interface Props {
  role: Role
  assignment: RoleAssignment
  /** Nobody else holds the role. */
  onlyOne: boolean
  onClose: () => void
}

/** Says what the person loses, and warns where the organization could lock itself out; then takes the role away. */
export function TakeAwayDialog({ role, assignment, onlyOne, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { user } = useSession()
  const words = { name: holderName(assignment), role: roleName(t, role) }
  const take = useMutation({
    mutationFn: () => takeRoleAway(assignment.id),
    onSuccess: async () => { onClose(); await refreshAfterGrant() },
  })
  const last = role.id === GLOBAL_ADMIN && onlyOne
  const warnings = [
    ...(last ? [t('roles.takeAway.last')] : []),
    ...(assignment.principalId === user.id ? [t('roles.takeAway.self')] : []),
    ...(role.id === GLOBAL_ADMIN && role.holderCount === 2 ? [t('roles.globalAdmins.few')] : []),
  ]
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => { if (!data.open && !take.isPending) onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('roles.takeAway.title', words)}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('roles.takeAway.question', words)}</Text>
            {warnings.map((warning) => (
              <MessageBar key={warning} intent="warning" layout="multiline"><MessageBarBody>{warning}</MessageBarBody></MessageBar>
            ))}
            {take.isError && <TakeAwayError error={take.error} role={role} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabled={take.isPending}>{t('common.cancel')}</Button>
            <DangerButton disabled={take.isPending} onClick={() => take.mutate()}>{t('roles.takeAway.confirm', words)}</DangerButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
