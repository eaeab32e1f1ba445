import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Loss } from '../../api/losses'
import { dateWithRelative } from '../../components/change/summary'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import type { DayOfLosses } from './by-day'

const useStyles = makeStyles({
  people: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  day: { display: 'grid', gap: '6px' },
  person: { display: 'grid', gap: '1px', paddingLeft: '10px', borderLeft: `3px solid ${tokens.colorStatusWarningBorderActive}`, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** The losses of one day. */
export function LossDay({ losses }: DayOfLosses) {
  const styles = useStyles()
  const i18n = useI18n()
  return (
    <li className={styles.day}>
      <Text weight="semibold">{dateWithRelative(i18n, losses[0]!.dueDateTime)}</Text>
      <ul className={styles.people}>{losses.map((loss) => <LossLine key={`${loss.kind}${loss.user.id}`} loss={loss} />)}</ul>
    </li>
  )
}

/** Whose, what, and what stops it. A deleted person has no pane: what stops it is said instead. */
function LossLine({ loss: { user, kind, reasonChangeSetId } }: { loss: Loss }) {
  const styles = useStyles()
  const { t } = useI18n()
  const mayReadHistory = useDenied('history.read') === null
  const relicense = kind === 'mailbox' || kind === 'office'
  return (
    <li className={styles.person}>
      <span>
        {relicense
          ? <RouterLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: 'licenses' }}>{user.displayName}</RouterLink>
          : user.displayName}
      </span>
      <Caption1>{t(`home.loss.${kind}`)}</Caption1>
      <Caption1 className={styles.quiet}>
        {t(`home.loss.${kind}.stop`)}{' '}
        {reasonChangeSetId && mayReadHistory && (
          <RouterLink to="/history/$changeSetId" params={{ changeSetId: reasonChangeSetId }} search={{}}>{t('home.loss.why')}</RouterLink>
        )}
      </Caption1>
    </li>
  )
}
