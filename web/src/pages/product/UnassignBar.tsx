import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { PersonAddRegular, PersonDeleteRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { SelectionBar } from '../../components/SelectionBar'
import { useDenied, useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { StickyBar } from '../../ui/StickyBar'

/** The page's own operation, or the same as a job without its limit (25.17). */
export type Mode = 'page' | 'job'

interface Props {
  count: number
  onClear: () => void
  onAssign: () => void
  onUnassign: (mode: Mode) => void
  /** More commands, for which nothing needs to be selected. */
  children: ReactNode
}

/** Assign and unassign licenses; when one cannot be used, why, and what else can be done. */
export function UnassignBar({ count, onClear, onAssign, onUnassign, children }: Props) {
  const { t } = useI18n()
  const { tenant: { licensesPageUsers: limit } } = useSession()
  const mayNotAssign = useDenied('license.assign')
  const denied = useDenied('license.unassign')
  const tooMany = count > limit ? t('unassign.tooMany', { count, limit }) : null
  const reason = denied ?? (count === 0 ? t('unassign.nothing') : tooMany)
  return (
    <StickyBar>
      <SelectionBar count={count} onClear={onClear}>
        <ActionButton icon={<PersonAddRegular />} appearance="subtle" reason={mayNotAssign} onClick={onAssign}>
          {t('assign.command')}
        </ActionButton>
        <ActionButton icon={<PersonDeleteRegular />} appearance="subtle" reason={reason} onClick={() => onUnassign('page')}>
          {t('unassign.command')}
        </ActionButton>
        {children}
      </SelectionBar>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      {!denied && tooMany && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{tooMany}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => onUnassign('job')}>{t('unassign.asJob')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </StickyBar>
  )
}
