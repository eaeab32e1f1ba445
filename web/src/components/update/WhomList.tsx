import { Button, Caption1, makeStyles, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { PersonRow } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { Foldable } from '../../ui/Foldable'
import { usePageStyles } from '../../ui/page-styles'

const FIRST = 20

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' }, row: { display: 'grid' } })

/** The people it is about, by name. */
export function WhomList({ users }: { users: readonly PersonRow[] }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const [all, setAll] = useState(false)
  const shown = all ? users : users.slice(0, FIRST)
  return (
    <Foldable heading={t('update.whom', { count: users.length })} open={users.length <= 5}>
      <ul className={styles.list}>
        {shown.map((user) => (
          <li key={user.id} className={styles.row}>
            <Text>{user.displayName}</Text>
            <Caption1 className={page.quiet}>{user.userPrincipalName}</Caption1>
          </li>
        ))}
      </ul>
      {shown.length < users.length && (
        <Button size="small" appearance="subtle" onClick={() => setAll(true)}>{t('common.showAll', { count: users.length })}</Button>
      )}
    </Foldable>
  )
}
