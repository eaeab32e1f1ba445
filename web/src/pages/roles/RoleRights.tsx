import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Role } from '../../api/roles'
import { useI18n } from '../../i18n/context'
import { RightMark, useLimit } from './RightMark'
import { actionName, groupActions } from './words'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '14px' },
  list: { listStyleType: 'none', margin: '4px 0 0', padding: 0 },
  item: {
    display: 'grid', gridTemplateColumns: '1fr auto', gap: '2px 12px', padding: '7px 0', alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  no: { color: tokens.colorNeutralForeground3 },
  limit: { gridColumn: '1 / -1', color: tokens.colorNeutralForeground2 },
})

/** What one role may do, area by area: the column of the matrix that a phone shows. */
export function RoleRights({ role, actions }: { role: Role; actions: readonly string[] }) {
  const styles = useStyles()
  const { t } = useI18n()
  const limitOf = useLimit()
  return (
    <div className={styles.root}>
      {groupActions(actions).map((group) => (
        <section key={group.label} aria-label={t(group.label)}>
          <Text as="h2" weight="semibold">{t(group.label)}</Text>
          <ul className={styles.list}>
            {group.actions.map((action) => {
              const right = role.actions[action] ?? 'no'
              const limit = limitOf(right)
              return (
                <li key={action} className={styles.item}>
                  <Text className={right === 'no' ? styles.no : undefined}>{actionName(t, action)}</Text>
                  <RightMark right={right} />
                  {limit && <Caption1 className={styles.limit}>{limit}</Caption1>}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
