import { Button, Text } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/context'
import { usePageStyles } from '../ui/page-styles'

interface Props {
  count: number
  onClear: () => void
  /** The actions for the selection. */
  children: ReactNode
}

/** The command bar of a list: what can be done with the selection, and how many are selected. */
export function SelectionBar({ count, onClear, children }: Props) {
  const styles = usePageStyles()
  const { t } = useI18n()
  return (
    <div className={styles.bar}>
      <div role="group" aria-label={t('list.actions')} className={styles.tools}>{children}</div>
      <span className={styles.grow} />
      <Text role="status" size={200} className={styles.quiet}>{t('list.selected', { count })}</Text>
      {count > 0 && (
        <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={onClear}>{t('list.clearSelection')}</Button>
      )}
    </div>
  )
}
