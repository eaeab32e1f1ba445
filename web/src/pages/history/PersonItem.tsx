import { Badge, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { BeforeAfter } from '../../components/before-after/BeforeAfter'

const useStyles = makeStyles({
  item: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', padding: '10px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  top: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap', justifyContent: 'space-between' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

const colors = { changed: 'success', unchanged: 'informative', refused: 'danger' } as const

/** What a change set did to one person. */
export function PersonItem({ outcome }: { outcome: PersonOutcome }) {
  const styles = useStyles()
  const { t, reason } = useI18n()
  const { user, status } = outcome
  return (
    <li className={styles.item}>
      <span className={styles.top}>
        <span>
          <RouterLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: 'licenses' }}>{user.displayName}</RouterLink>
          <Caption1 className={styles.quiet}>{user.userPrincipalName}</Caption1>
        </span>
        <Badge appearance="tint" color={colors[status]}>{t(`result.status.${status}`)}</Badge>
      </span>
      <BeforeAfter outcome={outcome} />
      {outcome.reasons.map((coded) => {
        const { message, remedy } = reason(coded)
        return (
          <span key={`${coded.code}${message}`}>
            <Text size={200}>{message}</Text>
            {remedy && <Caption1 className={styles.quiet}>{t('result.remedy', { text: remedy })}</Caption1>}
          </span>
        )
      })}
    </li>
  )
}
