import type { Format } from '../../i18n/format'
import type { Translate } from '../../i18n/translate'

/** A moment with how far away its day is: "12 Dec 2026, 10:24, 9 days ago". */
export const dateTimeWithRelative = ({ t, format }: { t: Translate; format: Format }, at: string): string =>
  t('common.dateWithRelative', { date: format.dateTime(at), relative: format.relative(at) })
