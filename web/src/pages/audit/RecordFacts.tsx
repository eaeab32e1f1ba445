import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { AuditRecord } from '../../api/history'
import { dateTimeWithRelative } from '../../components/change/summary-dates'
import { Facts } from '../../components/Facts'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { RouterLink } from '../../ui/RouterLink'
import { ModifiedProperties } from './ModifiedProperties'

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', margin: '20px 0 0' },
  hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase100 },
})

/** Everything that the audit holds of one effect. */
export function RecordFacts({ record }: { record: AuditRecord }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const { actor, target } = record
  const named = (name: string, upn: string | null) => (upn ? t('history.nameAndUpn', { name, upn }) : name)
  const targetName = named(target.displayName, target.userPrincipalName)
  return (
    <>
      <Facts
        facts={[
          [t('audit.target'), target.kind === 'User'
            ? <RouterLink key="target" to="/users/$userId" params={{ userId: target.id }} search={{}}>{targetName}</RouterLink>
            : targetName],
          [t('history.who'), named(actorText(i18n, actor), actor.userPrincipalName)],
          [t('history.face'), t(`history.face.${record.face}`)],
          [t('history.when'), dateTimeWithRelative(i18n, record.activityDateTime)],
          // With a simulated clock the two differ.
          [t('history.recorded'), record.recordedDateTime.slice(0, 16) === record.activityDateTime.slice(0, 16) ? null : format.dateTime(record.recordedDateTime)],
          [t('audit.result'), record.result === 'success' ? t('audit.success') : record.result],
          [t('audit.change'), (
            <RouterLink key="set" to="/history/$changeSetId" params={{ changeSetId: record.changeSetId }} search={{}}>{t('history.showChange')}</RouterLink>
          )],
          [t('history.requestId'), record.requestId],
          [t('audit.number'), record.id],
          [t('audit.hash'), <span key="hash" className={styles.hash}>{record.hash}</span>],
        ]}
      />
      <span className={page.quiet}>{t('audit.hash.text')}</span>
      <section className={styles.section} aria-label={t('audit.properties')}>
        <Subtitle2 as="h3">{t('audit.properties')}</Subtitle2>
        <ModifiedProperties properties={record.modifiedProperties} />
      </section>
    </>
  )
}
