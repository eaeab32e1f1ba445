import { Spinner } from '@fluentui/react-components'
import type { Preview } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { useDangerStyles } from '../../ui/danger-styles'
import type { ChangeState } from './use-change'

interface Props {
  state: ChangeState
  label: (preview: Preview) => string
  /** Takes something away: red. */
  danger: (preview: Preview) => boolean
  /** Shown while there is no preview to name the button by. */
  waitingLabel: string
}

/** The button that does it, named by the action. Disabled with the reason until there is something to do. */
export function ConfirmButton({ state, label, danger, waitingLabel }: Props) {
  const styles = useDangerStyles()
  const { t } = useI18n()
  const { current } = state
  const preview = current.step === 'confirm' || current.step === 'applying' ? current.preview : null
  const applying = current.step === 'applying'
  const nothing = preview !== null && preview.counts.changed === 0
  const reason = !preview ? t('manage.waiting') : nothing ? t('preview.nothing') : null
  const red = preview !== null && !nothing && danger(preview)
  return (
    <ActionButton
      appearance="primary" reason={reason} className={red ? styles.danger : undefined}
      icon={applying ? <Spinner size="tiny" appearance="inverted" aria-label={t('result.applying')} /> : undefined} aria-busy={applying} onClick={state.confirm}
    >
      {preview && !nothing ? label(preview) : waitingLabel}
    </ActionButton>
  )
}
