import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { OutcomeRow } from './OutcomeRow'

const FIRST = 10
const MORE = 100

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
})

/** One line per person; long lists grow when asked. */
export function OutcomeList({ people, showStatus = false }: { people: PersonOutcome[]; showStatus?: boolean }) {
  const styles = useStyles()
  const { t } = useI18n()
  const [shown, setShown] = useState(FIRST)
  return (
    <>
      <ul className={styles.list}>
        {people.slice(0, shown).map((person) => <OutcomeRow key={person.user.id} outcome={person} showStatus={showStatus} />)}
      </ul>
      {shown < people.length && (
        <Button appearance="subtle" size="small" onClick={() => setShown(shown + MORE)}>
          {people.length - shown <= MORE ? t('common.showAll', { count: people.length }) : t('common.showMore')}
        </Button>
      )}
    </>
  )
}
