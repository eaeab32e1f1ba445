import { Badge, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import type { Person } from '../../api/types'
import { dateWithRelative } from '../../components/change/summary'
import { type I18n, useI18n } from '../../i18n/context'
import { Panel } from '../../ui/Panel'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px', paddingTop: '8px' },
  top: { display: 'flex', justifyContent: 'space-between', gap: '8px', flexWrap: 'wrap' },
})

type Services = Person['services']

/** What became of the person's mail, files and Office apps, and until when (NEED-2, NEED-14). */
export function DataTab({ person }: { person: Person }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const { mailbox, drive, office } = person.services
  const cards = [
    { title: t('person.data.mailbox'), state: t(`mailbox.${mailbox.state}`), text: mailboxText(mailbox, i18n), color: colorOf(mailbox.state) },
    { title: t('person.data.drive'), state: t(`drive.${drive.state}`), text: driveText(drive, i18n), color: colorOf(drive.state) },
    { title: t('person.data.officeApps'), state: t(`office.${office.state}`), text: officeText(office, i18n), color: colorOf(office.state) },
  ]
  return (
    <div className={styles.root}>
      {cards.map((card) => (
        <Panel key={card.title} label={card.title}>
          <div className={styles.top}>
            <Subtitle2 as="h3">{card.title}</Subtitle2>
            <Badge appearance="tint" color={card.color}>{card.state}</Badge>
          </div>
          <Text>{card.text}</Text>
        </Panel>
      ))}
    </div>
  )
}

const good = new Set(['active', 'licensed'])
const calm = new Set(['none'])
const gone = new Set(['purged', 'deleted', 'markedForDeletion'])

const colorOf = (state: string): 'success' | 'informative' | 'danger' | 'warning' =>
  good.has(state) ? 'success' : calm.has(state) ? 'informative' : gone.has(state) ? 'danger' : 'warning'

const dateOf = ({ format }: I18n, at: string | null): string => (at ? format.date(at) : '')
const deadline = (i18n: I18n, at: string | null): string => (at ? dateWithRelative(i18n, at) : '')

function mailboxText(mailbox: Services['mailbox'], i18n: I18n): string {
  const { state, purgeDateTime } = mailbox
  const dates = { since: dateOf(i18n, mailbox.since), purge: deadline(i18n, purgeDateTime) }
  if (state === 'disconnected' && !purgeDateTime) return i18n.t('mailbox.disconnectedOpen.text', dates)
  return i18n.t(`mailbox.${state}.text`, dates)
}

const driveText = (drive: Services['drive'], i18n: I18n): string =>
  i18n.t(`drive.${drive.state}.text`, { since: dateOf(i18n, drive.since), purge: deadline(i18n, drive.deleteDateTime) })

function officeText(office: Services['office'], i18n: I18n): string {
  const dates = { since: dateOf(i18n, office.since), by: deadline(i18n, office.reducedFunctionalityBy) }
  if (office.state === 'unlicensed' && office.reducedFunctionalityBy) return i18n.t('office.unlicensedBy.text', dates)
  return i18n.t(`office.${office.state}.text`, dates)
}
