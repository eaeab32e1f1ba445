import { Badge } from '@fluentui/react-components'
import type { ChangeSet } from '../../api/history'
import { useI18n } from '../../i18n/context'

/** Whether the change was taken back. */
export function StatusCell({ set }: { set: ChangeSet }) {
  const { t } = useI18n()
  return set.revertedBy ? <Badge appearance="tint" color="informative">{t('history.undone')}</Badge> : null
}
