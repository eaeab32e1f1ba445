import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { LicenseChange } from '../../api/types'
import type { PersonChange } from '../../api/users-types'
import { dateWithRelative, mainServices } from '../../components/change/summary'
import { actorText } from '../../i18n/actor'
import { type I18n, useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'

const useStyles = makeStyles({ entry: { borderLeft: `3px solid ${tokens.colorNeutralStroke2}`, paddingLeft: '12px', display: 'grid', gap: '2px' } })

function sentencesOf({ outcome }: PersonChange, i18n: I18n): string[] {
  const { t, format } = i18n
  const names = (change: LicenseChange['change']) =>
    format.list([...new Set(outcome.licenses.filter((license) => license.change === change).map((license) => format.name(license.names)))])
  const said = (key: 'mine.taken' | 'mine.given' | 'mine.changed', change: LicenseChange['change']) => {
    const products = names(change)
    return products ? [t(key, { products })] : []
  }
  const purge = outcome.mailbox?.after === 'disconnected' ? outcome.mailbox.purgeDateTime : null
  return [
    ...said('mine.taken', 'removed'), ...said('mine.given', 'added'), ...said('mine.changed', 'updated'),
    ...(outcome.servicesLost.length > 0 ? [t('mine.lost', { services: mainServices(outcome.servicesLost, i18n) })] : []),
    ...(purge ? [t('mine.mailUntil', { date: dateWithRelative(i18n, purge) })] : []),
  ]
}

/** One change to my licences: what, when, by whom, and what followed for my mail. */
export function HistoryEntry({ change }: { change: PersonChange }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const { createdDateTime, actor } = change.changeSet
  return (
    <li className={styles.entry}>
      {sentencesOf(change, i18n).map((sentence) => <Text key={sentence}>{sentence}</Text>)}
      <Caption1 className={page.quiet}>{t('mine.by', { when: format.dateTime(createdDateTime), name: actorText(i18n, actor) })}</Caption1>
    </li>
  )
}
