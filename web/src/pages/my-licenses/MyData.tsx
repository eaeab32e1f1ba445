import { Badge, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import type { Person } from '../../api/types'
import { dateWithRelative } from '../../components/change/summary'
import { type I18n, useI18n } from '../../i18n/context'
import { Panel } from '../../ui/Panel'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', alignItems: 'start' },
  top: { display: 'flex', justifyContent: 'space-between', gap: '8px', flexWrap: 'wrap' },
})

type Services = Person['services']

const colors = { active: 'success', licensed: 'success', none: 'informative', purged: 'danger', deleted: 'danger', markedForDeletion: 'danger' } as const
const colorOf = (state: string) => (state in colors ? colors[state as keyof typeof colors] : 'warning')

/** What became of my mail, my files and my Office apps, and until when (NEED-2, NEED-14). */
export function MyData({ services: { mailbox, drive, office } }: { services: Services }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const cards = [
    { title: t('mine.mail'), state: mailbox.state, word: t(`mine.mail.${mailbox.state}`), text: mailText(mailbox, i18n) },
    { title: t('mine.files'), state: drive.state, word: t(`mine.files.${drive.state}`), text: filesText(drive, i18n) },
    { title: t('mine.office'), state: office.state, word: t(`mine.office.${office.state}`), text: officeText(office, i18n) },
  ]
  return (
    <div className={styles.root}>
      {cards.map(({ title, state, word, text }) => (
        <Panel key={title} label={title}>
          <div className={styles.top}>
            <Subtitle2 as="h3">{title}</Subtitle2>
            <Badge appearance="tint" color={colorOf(state)}>{word}</Badge>
          </div>
          <Text>{text}</Text>
        </Panel>
      ))}
    </div>
  )
}

const day = ({ format }: I18n, at: string | null): string => (at ? format.date(at) : '')
const deadline = (i18n: I18n, at: string | null): string => (at ? dateWithRelative(i18n, at) : '')

function mailText({ state, since, purgeDateTime }: Services['mailbox'], i18n: I18n): string {
  const dates = { since: day(i18n, since), until: deadline(i18n, purgeDateTime) }
  if (state === 'disconnected' && !purgeDateTime) return i18n.t('mine.mail.held.text', dates)
  return i18n.t(`mine.mail.${state}.text`, dates)
}

const filesText = ({ state, since, deleteDateTime }: Services['drive'], i18n: I18n): string =>
  i18n.t(`mine.files.${state}.text`, { since: day(i18n, since), until: deadline(i18n, deleteDateTime) })

function officeText({ state, since, reducedFunctionalityBy }: Services['office'], i18n: I18n): string {
  const dates = { since: day(i18n, since), until: deadline(i18n, reducedFunctionalityBy) }
  if (state === 'unlicensed' && reducedFunctionalityBy) return i18n.t('mine.office.unlicensedBy.text', dates)
  return i18n.t(`mine.office.${state}.text`, dates)
}
