import type { Counts } from '../../api/types'
import type { I18n } from '../../i18n/context'

type Words = Pick<I18n, 't' | 'format'>

/** How many people were changed, left and refused; nothing about results that nobody had, or where it was not about people. */
export function countsText({ t }: Words, counts: Counts): string {
  const parts = [
    ...(counts.changed > 0 ? [t('history.changed', { count: counts.changed })] : []),
    ...(counts.unchanged > 0 ? [t('history.unchanged', { count: counts.unchanged })] : []),
    ...(counts.refused > 0 ? [t('history.refused', { count: counts.refused })] : []),
  ]
  return parts.join(t('common.separator'))
}
