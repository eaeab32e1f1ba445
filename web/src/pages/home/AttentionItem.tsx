import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ErrorCircleRegular, InfoRegular, WarningRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { Matter } from '../../api/attention'
import { jobStatus } from '../../components/change/job-status'
import { type I18n, useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import type { AttentionFact } from './attention-of'
import { SOON_DAYS } from './use-attention'

const useStyles = makeStyles({
  item: {
    display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px', alignItems: 'start', padding: '10px 12px',
    borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorNeutralBackground2,
  },
  body: { display: 'grid', gap: '2px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  danger: { color: tokens.colorStatusDangerForeground1, fontSize: '20px' },
  warning: { color: tokens.colorStatusWarningForeground3, fontSize: '20px' },
  info: { color: tokens.colorNeutralForeground2, fontSize: '20px' },
})

const tones = { mailboxes: 'danger', conflict: 'danger', noSeats: 'warning', blocked: 'warning', troubled: 'warning', running: 'info', matter: 'warning' } as const
const icons = { danger: ErrorCircleRegular, warning: WarningRegular, info: InfoRegular }

/** One thing to look at: what, why it matters, and the way there. */
export function AttentionItem({ item }: { item: AttentionFact }) {
  const styles = useStyles()
  const i18n = useI18n()
  const tone = tones[item.kind]
  const Icon = icons[tone]
  const { title, text, link } = wordsOf(item, i18n)
  return (
    <li className={styles.item}>
      <Icon className={styles[tone]} aria-hidden />
      <span className={styles.body}>
        <Text weight="semibold">{title}</Text>
        <Caption1 className={styles.quiet}>{text}</Caption1>
        <span>{link}</span>
      </span>
    </li>
  )
}

function wordsOf(item: AttentionFact, { t, format }: I18n): { title: string; text: string; link: ReactNode } {
  switch (item.kind) {
    case 'matter': {
      const { kind, application = '', secret = '', endsDateTime } = item.matter
      const facts = { application, secret, date: endsDateTime === undefined ? '' : format.date(endsDateTime) }
      return { title: t(`home.${kind}.title`, facts), text: t(`home.${kind}.text`, facts), link: <MatterLink kind={kind} /> }
    }
    case 'conflict':
    case 'noSeats': {
      const { product } = item
      const facts = { product: format.name(product.names), assigned: product.assigned, enabled: product.enabled, excess: product.excess }
      return {
        title: t(`home.${item.kind}.title`, facts), text: t(`home.${item.kind}.text`, facts),
        link: <RouterLink to="/licenses/$skuId" params={{ skuId: product.skuId }} search={{}}>{t('home.whoHolds')}</RouterLink>,
      }
    }
    case 'blocked':
      return {
        title: t('home.blocked.title', { count: item.count }), text: t('home.blocked.text'),
        link: <RouterLink to="/users" search={{ filter: 'licensed,disabled' }}>{t('home.showPeople')}</RouterLink>,
      }
    case 'mailboxes':
      return {
        title: t('home.mailboxes.title', { count: item.count, days: SOON_DAYS }), text: t('home.mailboxes.text'),
        link: <RouterLink to="/" hash="losses">{t('home.showPeople')}</RouterLink>,
      }
    case 'running':
    case 'troubled': {
      const { job } = item
      return {
        title: t(`jobs.kind.${job.kind}`, { total: job.total }),
        text: item.kind === 'running' ? jobStatus(t, job) : t('home.troubled.text', { count: job.counts.refused }),
        link: <RouterLink to="." search={(previous: object) => ({ ...previous, job: job.id })}>{t('home.showJob')}</RouterLink>,
      }
    }
  }
}

/** Where something can be done about it in the admin center; certificates and keys are the server's own operator's. */
function MatterLink({ kind }: { kind: Matter['kind'] }) {
  const { t } = useI18n()
  if (kind === 'applicationSecretEnds') return <RouterLink to="/settings/applications" search={{}}>{t('home.showApplications')}</RouterLink>
  if (kind === 'auditMisfit') return <RouterLink to="/audit" search={{}}>{t('home.showAudit')}</RouterLink>
  return null
}
