import type { ReactNode } from 'react'
import type { Guid } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { DayFilter } from './DayFilter'
import { PersonFilter } from './PersonFilter'

/** What every list of the past is narrowed by: who did it and on which days, such as 2026-03-31. */
export interface Past {
  actor?: Guid
  from?: string
  to?: string
}

interface Props {
  past: Past
  onChange: (past: Past) => void
  /** The name of who did it, when the list knows it. */
  actorName: string | undefined
  /** The filter that stands first. */
  first: ReactNode
  /** Filters that stand between who did it and the days. */
  middle: ReactNode
  /** What narrows the list only after a link. */
  last?: ReactNode
  /** The way out, at the right. */
  exportButton: ReactNode
}

/** The filters above a list of what happened, and its export. */
export function PastFilters({ past, onChange, actorName, first, middle, last, exportButton }: Props) {
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <div className={page.tools}>
      <div className={page.tools} role="group" aria-label={t('list.filters')}>
        {first}
        <PersonFilter label={t('history.filter.actor')} id={past.actor} name={actorName} onChange={(actor) => onChange({ actor })} />
        {middle}
        <DayFilter label={t('history.filter.from')} day={past.from} onChange={(from) => onChange({ from })} />
        <DayFilter label={t('history.filter.to')} day={past.to} onChange={(to) => onChange({ to })} />
        {last}
      </div>
      <span className={page.grow} />
      {exportButton}
    </div>
  )
}
