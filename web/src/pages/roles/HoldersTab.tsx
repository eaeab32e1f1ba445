import { MessageBar, MessageBarBody, makeStyles, Text } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assignmentsQuery, GLOBAL_ADMIN, type Role, type RoleAssignment } from '../../api/roles'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { GrantDialog } from './GrantDialog'
import { HolderRow } from './HolderRow'
import { TakeAwayDialog } from './TakeAwayDialog'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0 } })

/** Who holds the role, with the ways to give it and to take it away. */
export function HoldersTab({ role }: { role: Role }) {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('role.grant')
  const { data, error, refetch } = useQuery(assignmentsQuery(role.id))
  const [granting, setGranting] = useState(false)
  const [taking, setTaking] = useState<RoleAssignment | null>(null)
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      {role.id === GLOBAL_ADMIN && <Text>{t('roles.recommended')}</Text>}
      <div>
        <ActionButton icon={<PersonAddRegular />} appearance="primary" reason={denied} onClick={() => setGranting(true)}>
          {t('roles.grant')}
        </ActionButton>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting label={t('common.loading')} />}
      {data?.length === 0 && <Text>{t('roles.nobody.text')}</Text>}
      {data && data.length > 0 && (
        <ul className={styles.list} aria-label={t('roles.holders')}>
          {data.map((assignment) => (
            <HolderRow key={assignment.id} assignment={assignment} denied={denied} onTakeAway={() => setTaking(assignment)} />
          ))}
        </ul>
      )}
      {granting && <GrantDialog role={role} holders={data ?? []} onClose={() => setGranting(false)} />}
      {taking && <TakeAwayDialog role={role} assignment={taking} onlyOne={data?.length === 1} onClose={() => setTaking(null)} />}
    </>
  )
}
