import { makeStyles } from '@fluentui/react-components'
import {
  ArrowImportRegular, HistoryRegular, KeyResetRegular, PeopleRegular, PersonAddRegular,
} from '@fluentui/react-icons'
import { useNavigate } from '@tanstack/react-router'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', gap: '8px' } })

/** What administrators come for most often. */
export function QuickActions() {
  const styles = useStyles()
  const { t } = useI18n()
  const navigate = useNavigate()
  const unassign = useDenied('license.unassign')
  const create = useDenied('user.create')
  const history = useDenied('history.read')
  return (
    <div role="group" aria-label={t('home.actions')} className={styles.row}>
      <ActionButton appearance="primary" icon={<KeyResetRegular />} reason={unassign} onClick={() => void navigate({ to: '/licenses' })}>
        {t('unassign.command')}
      </ActionButton>
      <ActionButton icon={<PeopleRegular />} onClick={() => void navigate({ to: '/users' })}>{t('home.manageUsers')}</ActionButton>
      <ActionButton icon={<PersonAddRegular />} reason={create} onClick={() => void navigate({ to: '/users', search: { pane: 'add' } })}>
        {t('home.addUser')}
      </ActionButton>
      <ActionButton icon={<ArrowImportRegular />} reason={create} onClick={() => void navigate({ to: '/users', search: { pane: 'import' } })}>
        {t('home.import')}
      </ActionButton>
      <ActionButton icon={<HistoryRegular />} reason={history} onClick={() => void navigate({ to: '/history' })}>{t('nav.history')}</ActionButton>
    </div>
  )
}
