import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { dateWithRelative } from '../../components/change/summary'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import type { DayOfLosses, PersonLosses } from './by-day'

const useStyles = makeStyles({
  people: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  day: { display: 'grid', gap: '6px' },
  person: { display: 'grid', gap: '1px', paddingLeft: '10px', borderLeft: `3px solid ${tokens.colorStatusWarningBorderActive}`, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** The losses of one day. */
export function LossDay({ people }: DayOfLosses) {
  const styles = useStyles()
  const i18n = useI18n()
  return (
    <li className={styles.day}>
      <Text weight="semibold">{dateWithRelative(i18n, people[0]!.losses[0]!.dueDateTime)}</Text>
      <ul className={styles.people}>{people.map((person) => <Person key={person.user.id} {...person} />)}</ul>
    </li>
  )
}

/** Whose, what, and what stops it. A deleted person has no pane: what stops it is said instead. */
function Person({ user, losses }: PersonLosses) {
  const styles = useStyles()
  const { t } = useI18n()
  const mayReadHistory = useDenied('history.read') === null
  const relicense = losses.some(({ kind }) => kind === 'mailbox' || kind === 'office')
  const reasons = mayReadHistory ? [...new Set(losses.flatMap(({ reasonChangeSetId }) => reasonChangeSetId ?? []))] : []
  return (
    <li className={styles.person}>
      <span>
        {relicense
          ? <RouterLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: 'licenses' }}>{user.displayName}</RouterLink>
          : user.displayName}
      </span>
      {losses.map(({ kind }) => (
        <Caption1 key={kind}>{t(`home.loss.${kind}`)} <span className={styles.quiet}>{t(`home.loss.${kind}.stop`)}</span></Caption1>
      ))}
      {reasons.map((id) => (
        <Caption1 key={id}>
          <RouterLink to="/history/$changeSetId" params={{ changeSetId: id }} search={{}}>{t('home.loss.why')}</RouterLink>
        </Caption1>
      ))}
    </li>
  )
}
