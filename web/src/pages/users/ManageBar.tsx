import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { KeyMultipleRegular } from '@fluentui/react-icons'
import { SelectionBar } from '../../components/SelectionBar'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { StickyBar } from '../../ui/StickyBar'

interface Props {
  count: number
  onClear: () => void
  onManage: () => void
}

/** Manage product licenses for the selection; when it cannot be used, why. */
export function ManageBar({ count, onClear, onManage }: Props) {
  const { t } = useI18n()
  const denied = useDenied('license.unassign')
  const reason = denied ?? (count === 0 ? t('manage.nothing') : null)
  return (
    <StickyBar>
      <SelectionBar count={count} onClear={onClear}>
        <ActionButton icon={<KeyMultipleRegular />} appearance="subtle" reason={reason} onClick={onManage}>
          {t('users.manage')}
        </ActionButton>
      </SelectionBar>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
    </StickyBar>
  )
}
