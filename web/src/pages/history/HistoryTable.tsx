import { Caption1 } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { ChangeSet } from '../../api/history'
import { type Column, RowTable } from '../../components/RowTable'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { type About, aboutOf } from './about'
import { countsOf, foldCalls } from './fold'
import { StatusCell } from './StatusCell'
import { WhatCell } from './WhatCell'
import { countsText } from './words'

/** One line of the list: a change set, or the head of several that are folded. */
export interface HistoryRow {
  id: string
  set: ChangeSet
  /** How many the head stands for; 1 for a set on its own. */
  size: number
  counts: ChangeSet['counts']
  about: About
  /** How many of them were taken back. */
  undone: number
  open: boolean
  /** Belongs to the head above. */
  inside: boolean
}

const undoneOf = (sets: readonly ChangeSet[]) => sets.filter((set) => set.revertedBy !== null).length

function rowsOf(sets: readonly ChangeSet[], opened: ReadonlySet<string>): HistoryRow[] {
  return foldCalls(sets).flatMap(({ id, sets: [newest, ...others] }) => {
    const single = (set: ChangeSet, inside: boolean): HistoryRow => ({ id: set.id, set, size: 1, counts: set.counts, about: aboutOf([set]), undone: undoneOf([set]), open: false, inside })
    if (others.length === 0) return [single(newest!, false)]
    const all = [newest!, ...others]
    const open = opened.has(id)
    const head = { id: `fold-${id}`, set: newest!, size: all.length, counts: countsOf(all), about: aboutOf(all), undone: undoneOf(all), open, inside: false }
    return [head, ...(open ? all.map((set) => single(set, true)) : [])]
  })
}

/** Change sets, calls that belong together on one line. */
export function HistoryTable({ sets, stale }: { sets: ChangeSet[] | undefined; stale: boolean }) {
  const i18n = useI18n()
  const { t, format } = i18n
  const page = usePageStyles()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => sets && rowsOf(sets, opened), [sets, opened])
  const toggle = (id: string) => setOpened((before) => {
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    return next
  })
  const columns: Column<HistoryRow>[] = [
    { key: 'what', header: t('history.what'), cell: (row) => <WhatCell row={row} onToggle={() => toggle(row.set.id)} /> },
    { key: 'who', header: t('history.who'), hide: 'phone', width: '17%', cell: (row) => actorText(i18n, row.set.actor) },
    { key: 'face', header: t('history.face'), hide: 'tablet', width: '12%', cell: (row) => t(`history.face.${row.set.face}`) },
    { key: 'people', header: t('history.people'), hide: 'phone', width: '15%', cell: (row) => countsText(i18n, row.counts) },
    {
      key: 'when', header: t('history.when'), hide: 'phone', width: '164px', cell: ({ set }) => (
        <div className={page.stack}>
          {format.dateTime(set.createdDateTime)}
          <Caption1 className={page.quiet}>{format.relative(set.createdDateTime)}</Caption1>
        </div>
      ),
    },
    { key: 'status', header: t('history.status'), hide: 'tablet', width: '116px', cell: (row) => <StatusCell row={row} /> },
  ]
  return <RowTable label={t('history.table')} columns={columns} rows={rows} nameOf={(row) => row.id} stale={stale} />
}
