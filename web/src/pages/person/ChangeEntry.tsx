import { Badge, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import type { PersonChange } from '../../api/users-types'
import { useUndo } from '../../components/change/undo-context'
import { useDenied } from '../../hooks/use-session'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { RouterLink } from '../../ui/RouterLink'
import { BeforeAfter } from '../../components/before-after/BeforeAfter'
import { isUndoable } from './undoable'

const useStyles = makeStyles({
  item: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', padding: '12px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  top: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap', justifyContent: 'space-between' },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

const colors = { changed: 'success', unchanged: 'informative', refused: 'danger' } as const

/** One change: what, when, by whom, before and after, why not; and the way back. */
export function ChangeEntry({ change: { changeSet, outcome } }: { change: PersonChange }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t, format, reason } = i18n
  const { undo } = useUndo()
  const denied = useDenied('license.unassign')
  return (
    <li className={styles.item}>
      <span className={styles.top}>
        <RouterLink to="/history/$changeSetId" params={{ changeSetId: changeSet.id }}>{t(`history.kind.${changeSet.kind}`)}</RouterLink>
        <Badge appearance="tint" color={colors[outcome.status]}>{t(`result.status.${outcome.status}`)}</Badge>
      </span>
      <Caption1 className={styles.quiet}>
        {t('person.changes.by', { name: actorText(i18n, changeSet.actor), when: format.dateTime(changeSet.createdDateTime) })}
      </Caption1>
      <BeforeAfter outcome={outcome} />
      {outcome.reasons.map((coded) => <Text key={coded.code} size={200}>{reason(coded).message}</Text>)}
      {isUndoable(changeSet.kind, outcome) && (
        <div>
          <ActionButton size="small" icon={<ArrowUndoRegular />} reason={denied} onClick={() => undo(changeSet.id)}>{t('common.undo')}</ActionButton>
        </div>
      )}
    </li>
  )
}
