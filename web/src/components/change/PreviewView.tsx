import { Caption1, makeStyles, MessageBar, MessageBarBody, Subtitle2, Text, tokens } from '@fluentui/react-components'
import type { Guid, PersonOutcome, PreviewSummary } from '../../api/types'
import { useI18n } from '../../i18n/context'
import type { Wording } from '../../i18n/words'
import { Foldable } from '../../ui/Foldable'
import { JobPeople } from './JobPeople'
import { OutcomeList } from './OutcomeList'
import type { ShownPreview } from './previewed'
import { consequences, importantFirst, remainingWarnings } from './summary'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '6px' },
  remedy: { display: 'block', color: tokens.colorNeutralForeground2 },
})

/** What will happen, to whom, and who will not be changed: the confirmation itself. */
export function PreviewView({ preview }: { preview: ShownPreview }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const { counts, summary } = preview
  const sentences = consequences(summary, i18n)
  return (
    <section className={styles.root} aria-label={t('preview.heading')}>
      <Subtitle2 as="h3">{t('preview.heading')}</Subtitle2>
      {counts.changed === 0 && <MessageBar layout="multiline"><MessageBarBody>{t('preview.nothing')}</MessageBarBody></MessageBar>}
      {sentences.length > 0 && (
        <ul className={styles.list}>{sentences.map((sentence) => <li key={sentence}><Text>{sentence}</Text></li>)}</ul>
      )}
      <Warnings summary={summary} />
      {preview.jobId && <LostServices summary={summary} />}
      <KeptServices summary={summary} />
      {preview.jobId ? <PeopleOfJob preview={preview} jobId={preview.jobId} /> : <PeopleHere people={preview.people} />}
    </section>
  )
}

function Warnings({ summary }: { summary: PreviewSummary }) {
  const styles = useStyles()
  const { t, warning: word } = useI18n()
  const warnings = remainingWarnings(summary)
  if (warnings.length === 0) return null
  return (
    <>
      <Subtitle2 as="h3">{t('preview.warnings')}</Subtitle2>
      <ul className={styles.list}>
        {warnings.map((warning) => <CountedWords key={warning.code} words={word(warning)} people={warning.people} />)}
      </ul>
    </>
  )
}

function CountedWords({ words: { message, remedy }, people }: { words: Wording; people: number }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <li>
      <Text>{t('preview.warning', { message, count: people })}</Text>
      {remedy && <Caption1 className={styles.remedy}>{remedy}</Caption1>}
    </li>
  )
}

function LostServices({ summary }: { summary: PreviewSummary }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const lost = importantFirst(summary.servicesLost)
  if (lost.length === 0) return null
  return (
    <Foldable heading={t('preview.lost')} open={lost.length <= 4}>
      <ul className={styles.list}>
        {lost.map((plan) => (
          <li key={plan.servicePlanId}><Text>{t('preview.lostPlan', { service: format.name(plan.names), count: plan.people })}</Text></li>
        ))}
      </ul>
    </Foldable>
  )
}

function KeptServices({ summary }: { summary: PreviewSummary }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const kept = importantFirst(summary.servicesKept)
  if (kept.length === 0) return null
  return (
    <Foldable heading={t('preview.kept')} open={kept.length <= 4}>
      <ul className={styles.list}>
        {kept.map((plan) => (
          <li key={plan.servicePlanId}>
            <Text>
              {t('preview.keptPlan', {
                service: format.name(plan.names), count: plan.people, products: format.list(plan.coveredBy.map((sku) => format.name(sku.names))),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </Foldable>
  )
}

function PeopleHere({ people }: { people: PersonOutcome[] }) {
  const { t } = useI18n()
  const changed = people.filter((person) => person.status === 'changed')
  const others = people.filter((person) => person.status !== 'changed')
  return (
    <>
      {others.length > 0 && (
        <Foldable heading={t('preview.unchanged', { count: others.length })} open><OutcomeList people={others} /></Foldable>
      )}
      {changed.length > 0 && (
        <Foldable heading={t('preview.changed', { count: changed.length })} open={changed.length <= 3}>
          <OutcomeList people={changed} />
        </Foldable>
      )}
    </>
  )
}

/** Thousands of people: the reasons with their numbers at once, the people page by page. */
function PeopleOfJob({ preview: { counts, summary }, jobId }: { preview: ShownPreview; jobId: Guid }) {
  const styles = useStyles()
  const { t, reason: word } = useI18n()
  const others = counts.unchanged + counts.refused
  return (
    <>
      {others > 0 && (
        <Foldable heading={t('preview.unchanged', { count: others })} open>
          <ul className={styles.list}>
            {summary.reasons.map((reason) => (
              <CountedWords key={JSON.stringify(reason)} words={word(reason)} people={reason.people} />
            ))}
          </ul>
        </Foldable>
      )}
      <Foldable heading={t('preview.people', { count: counts.changed + others })}>
        <JobPeople jobId={jobId}>{(people) => <OutcomeList key={people[0]?.user.id} people={people} showStatus />}</JobPeople>
      </Foldable>
    </>
  )
}
