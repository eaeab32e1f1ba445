import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { ChangeSet } from '../../api/history'
import { dateTimeWithRelative } from '../../components/change/summary-dates'
import { Facts } from '../../components/Facts'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'
import { aboutOf, productsText } from './about'
import { countsText } from './words'

/** Who, when, through what and why; and what it takes back or was taken back by. */
export function ChangeSetFacts({ set }: { set: ChangeSet }) {
  const i18n = useI18n()
  const { t, format, notRevertible } = i18n
  const why = set.notRevertibleBecause && !set.revertedBy ? notRevertible(set.notRevertibleBecause) : null
  const other = (id: string, label: string) => (
    <RouterLink to="/history/$changeSetId" params={{ changeSetId: id }} search={(previous) => previous}>{label}</RouterLink>
  )
  const upn = set.actor.userPrincipalName
  return (
    <>
      <Facts
        facts={[
          [t('history.who'), upn ? t('history.nameAndUpn', { name: actorText(i18n, set.actor), upn }) : actorText(i18n, set.actor)],
          [t('history.face'), t(`history.face.${set.face}`)],
          [t('history.when'), dateTimeWithRelative(i18n, set.createdDateTime)],
          // With a simulated clock the two differ.
          [t('history.recorded'), set.recordedDateTime.slice(0, 16) === set.createdDateTime.slice(0, 16) ? null : format.dateTime(set.recordedDateTime)],
          [t('history.reason'), set.reason],
          [t('history.products'), productsText(i18n, aboutOf([set])) || null],
          [t('history.people'), countsText(i18n, set.counts) || null],
          [t('history.reverts'), set.reverts && other(set.reverts, t('history.showChange'))],
          [t('history.revertedBy'), set.revertedBy && other(set.revertedBy, t('history.showUndo'))],
          [t('history.requestId'), set.requestId],
          [t('history.audit'), (
            <RouterLink key="audit" to="/audit" search={{ set: set.id }}>{t('history.showAudit')}</RouterLink>
          )],
        ]}
      />
      {why && <MessageBar layout="multiline"><MessageBarBody>{why.message} {why.remedy}</MessageBarBody></MessageBar>}
    </>
  )
}
