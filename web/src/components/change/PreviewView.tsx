import { Caption1, makeStyles, MessageBar, MessageBarBody, Subtitle2, Text, tokens } from '@fluentui/react-components'
import type { Preview } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { Foldable } from '../../ui/Foldable'
import { OutcomeList } from './OutcomeList'
import { consequences, keptServices, remainingWarnings } from './summary'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '6px' },
  remedy: { display: 'block', color: tokens.colorNeutralForeground2 },
})

/** What will happen, to whom, and who will not be changed: the confirmation itself. */
export function PreviewView({ preview }: { preview: Preview }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t, warning: word } = i18n
  const changed = preview.people.filter((person) => person.status === 'changed')
  const others = preview.people.filter((person) => person.status !== 'changed')
  const sentences = consequences(preview, i18n)
  const warnings = remainingWarnings(preview)
  return (
    <section className={styles.root} aria-label={t('preview.heading')}>
      <Subtitle2 as="h3">{t('preview.heading')}</Subtitle2>
      {changed.length === 0 && <MessageBar layout="multiline"><MessageBarBody>{t('preview.nothing')}</MessageBarBody></MessageBar>}
      {sentences.length > 0 && (
        <ul className={styles.list}>{sentences.map((sentence) => <li key={sentence}><Text>{sentence}</Text></li>)}</ul>
      )}
      {warnings.length > 0 && (
        <>
          <Subtitle2 as="h3">{t('preview.warnings')}</Subtitle2>
          <ul className={styles.list}>
            {warnings.map((warning) => {
              const { message, remedy } = word(warning)
              return (
                <li key={warning.code}>
                  <Text>{t('preview.warning', { message, count: warning.people })}</Text>
                  {remedy && <Caption1 className={styles.remedy}>{remedy}</Caption1>}
                </li>
              )
            })}
          </ul>
        </>
      )}
      <KeptServices preview={preview} />
      {others.length > 0 && (
        <Foldable heading={t('preview.unchanged', { count: others.length })} open><OutcomeList people={others} /></Foldable>
      )}
      {changed.length > 0 && (
        <Foldable heading={t('preview.changed', { count: changed.length })} open={changed.length <= 3}>
          <OutcomeList people={changed} />
        </Foldable>
      )}
    </section>
  )
}

function KeptServices({ preview }: { preview: Preview }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const kept = keptServices(preview.people)
  if (kept.length === 0) return null
  return (
    <Foldable heading={t('preview.kept')} open={kept.length <= 4}>
      <ul className={styles.list}>
        {kept.map(({ plan, people, coveredBy }) => (
          <li key={plan.servicePlanId}>
            <Text>
              {t('preview.keptPlan', {
                service: format.name(plan.names), count: people, products: format.list(coveredBy.map((sku) => format.name(sku.names))),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </Foldable>
  )
}
