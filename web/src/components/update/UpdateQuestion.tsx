import { Checkbox, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import { ErrorNotice } from '../ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { type Chosen, countOf } from './chosen'
import { CountrySelect } from '../account/CountrySelect'
import type { UpdateKind } from './kinds'
import { WhomList } from './WhomList'

const useStyles = makeStyles({ root: { display: 'grid', gap: '14px' }, list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '6px' } })

interface Props {
  kind: UpdateKind
  chosen: Chosen
  location: string
  onLocation: (code: string) => void
  endSessions: boolean
  onEndSessions: (on: boolean) => void
  error: unknown
}

/** What will happen, to whom, in plain words; and what is to be chosen first. */
export function UpdateQuestion({ kind, chosen, location, onLocation, endSessions, onEndSessions, error }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t } = useI18n()
  const denied = useDenied('user.revokeSessions')
  return (
    <div className={styles.root}>
      {Boolean(error) && <ErrorNotice error={error} />}
      <Text>{t(`update.${kind}.text`, { count: countOf(chosen) })}</Text>
      {kind === 'location' && (
        <CountrySelect label={t('person.location')} empty={t('update.location.choose')} required value={location} onChange={onLocation} />
      )}
      {kind === 'block' && (
        <Checkbox label={t('update.block.sessions')} checked={endSessions} disabled={denied !== null} onChange={(_, data) => onEndSessions(data.checked === true)} />
      )}
      <Subtitle2 as="h3">{t('preview.heading')}</Subtitle2>
      <ul className={styles.list}>
        <li><Text>{t(`update.${kind}.what`)}</Text></li>
        <li><Text>{t(`update.${kind}.keeps`)}</Text></li>
      </ul>
      {chosen.kind === 'some' ? <WhomList users={chosen.users} /> : <Text className={page.quiet}>{t('update.everyone')}</Text>}
    </div>
  )
}
