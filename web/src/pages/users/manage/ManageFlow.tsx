import { type ReactNode, useMemo } from 'react'
import { changeLicenses } from '../../../api/changes'
import type { Operation, People } from '../../../api/types'
import { ChangePane } from '../../../components/change/ChangePane'
import { useI18n } from '../../../i18n/context'
import type { ManageOption } from './operation'

interface Props {
  people: People
  operation: Operation
  option: ManageOption
  asJob: boolean
  /** The choice that led here; it stays above the preview until something is done. */
  choice: ReactNode
  /** Back to the choice of products. */
  onBack?: () => void
  onClose: (done: boolean) => void
}

/** The preview in the pane, Save changes, result, Done. */
export function ManageFlow({ people, operation, option, asJob, choice, onBack, onClose }: Props) {
  const { t } = useI18n()
  const change = useMemo(() => changeLicenses({ people, operation, asJob }), [people, operation, asJob])
  return (
    <ChangePane
      title={t('manage.title')} change={change} chosen={choice}
      confirmLabel={() => t('common.saveChanges')} waitingLabel={t('common.saveChanges')}
      danger={(preview) => preview.summary.licenses.removed > 0} doneMessage={(count) => t(`manage.${option}.done`, { count })}
      next={option === 'assignMore' ? undefined : t('result.next.bill')}
      back={onBack && { label: t('manage.back'), onBack }} onClose={onClose}
    />
  )
}
