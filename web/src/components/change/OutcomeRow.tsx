import { Badge, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { dateWithRelative, mainServices } from './summary'

const useStyles = makeStyles({
  row: { padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, display: 'grid', gap: '2px', ':last-child': { borderBottomStyle: 'none' } },
  top: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap', justifyContent: 'space-between' },
  detail: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

const badgeColor = { changed: 'success', unchanged: 'informative', refused: 'danger' } as const

/** What a change does, or did, to one person, and why not where it did not. */
export function OutcomeRow({ outcome, showStatus }: { outcome: PersonOutcome; showStatus: boolean }) {
  const styles = useStyles()
  const { t, reason } = useI18n()
  return (
    <li className={styles.row}>
      <span className={styles.top}>
        <span>
          <Text weight="semibold">{outcome.user.displayName}</Text>{' '}
          <Caption1 className={styles.detail}>{outcome.user.userPrincipalName}</Caption1>
        </span>
        {showStatus && (
          <Badge appearance="tint" color={badgeColor[outcome.status]}>{t(`result.status.${outcome.status}`)}</Badge>
        )}
      </span>
      {useDetails(outcome).map((detail) => <Caption1 key={detail} className={styles.detail}>{detail}</Caption1>)}
      {outcome.reasons.map((coded) => {
        const { message, remedy } = reason(coded)
        return (
          <span key={`${coded.code}${message}`}>
            <Text size={200}>{message}</Text>
            {remedy && <Caption1 className={styles.detail}>{t('result.remedy', { text: remedy })}</Caption1>}
          </span>
        )
      })}
    </li>
  )
}

/** The person's licences, services and the last day of their mail, one line each. */
function useDetails(outcome: PersonOutcome): string[] {
  const i18n = useI18n()
  const { t, format } = i18n
  const products = (change: 'removed' | 'added' | 'updated') =>
    format.list([...new Set(outcome.licenses.filter((license) => license.change === change).map((license) => format.name(license.names)))])
  const line = (key: 'preview.removes' | 'preview.adds' | 'preview.updates', text: string) => (text ? [t(key, { products: text })] : [])
  const purge = outcome.mailbox?.after === 'disconnected' ? outcome.mailbox.purgeDateTime : null
  return [
    ...line('preview.removes', products('removed')),
    ...line('preview.adds', products('added')),
    ...line('preview.updates', products('updated')),
    ...(outcome.servicesLost.length > 0 ? [t('preview.loses', { services: mainServices(outcome.servicesLost, i18n) })] : []),
    ...(outcome.servicesGained.length > 0 ? [t('preview.gains', { services: mainServices(outcome.servicesGained, i18n) })] : []),
    ...(purge ? [t('preview.mailUntil', { date: dateWithRelative(i18n, purge) })] : []),
  ]
}
