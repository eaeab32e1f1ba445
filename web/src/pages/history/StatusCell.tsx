import { Badge } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import type { HistoryRow } from './HistoryTable'

/** Whether the change was taken back; of several, how many were. */
export function StatusCell({ row: { undone, size } }: { row: HistoryRow }) {
  const { t } = useI18n()
  if (undone === 0) return null
  const text = undone === size ? t('history.undone') : t('history.undoneSome', { count: undone, total: size })
  return <Badge appearance="tint" color="informative">{text}</Badge>
}
