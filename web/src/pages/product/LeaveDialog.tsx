import { UnsavedDialog, type Where } from '../../components/UnsavedDialog'
import { useI18n } from '../../i18n/context'

const staysOpen = (current: Where, next: Where): boolean =>
  current.pathname === next.pathname && current.search.pane === next.search.pane && current.search.user === next.search.user

/** Asks before what was chosen in a pane is lost. */
export function LeaveDialog({ dirty }: { dirty: boolean }) {
  const { t } = useI18n()
  return <UnsavedDialog dirty={dirty} text={t('leave.text')} keeps={staysOpen} />
}
