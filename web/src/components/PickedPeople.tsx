import { Button, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { PersonRow } from '../api/types'
import { useI18n } from '../i18n/context'
import { usePageStyles } from '../ui/page-styles'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: { display: 'flex', alignItems: 'center', gap: '8px', padding: '4px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
})

interface Props {
  people: readonly PersonRow[]
  noteOf: (person: PersonRow) => string | null
  onRemove: (person: PersonRow) => void
}

/** Who was picked, each with the way to leave them out again. */
export function PickedPeople({ people, noteOf, onRemove }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  return (
    <>
      <Text role="status" size={200} className={page.quiet}>{t('assign.picked', { count: people.length })}</Text>
      <ul className={styles.list} aria-label={t('assign.pickedList')}>
        {people.map((person) => (
          <li key={person.id} className={styles.row}>
            <span className={mergeClasses(page.stack, styles.name)}>
              <Text>{person.displayName}</Text>
              <Caption1 className={page.quiet}>{person.userPrincipalName}</Caption1>
              {noteOf(person) && <Caption1>{noteOf(person)}</Caption1>}
            </span>
            <Button
              appearance="subtle" size="small" icon={<DismissRegular />} aria-label={t('assign.remove', { name: person.displayName })}
              onClick={() => onRemove(person)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
