import { makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Counts, PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { OutcomeList } from './OutcomeList'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

const ORDER = { refused: 0, unchanged: 1, changed: 2 } as const

interface Props {
  counts: Counts
  people: PersonOutcome[]
  /** What comes next, once something was done. */
  next?: ReactNode
}

/** What was done, per person: those for whom it was not come first. */
export function ResultView({ counts, people, next }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const sorted = [...people].sort((a, b) => ORDER[a.status] - ORDER[b.status])
  return (
    <section className={styles.root} aria-label={t('result.heading')}>
      <Text role="status" weight="semibold">{t('result.summary', { ...counts })}</Text>
      {counts.changed > 0 && (typeof next === 'string' ? <Text>{next}</Text> : next)}
      <Subtitle2 as="h3">{t('result.heading')}</Subtitle2>
      <OutcomeList people={sorted} showStatus />
    </section>
  )
}
