import { Button, Field, Input, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useState } from 'react'
import { useDenied, useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { daysUntil, dayOf } from './clock-days'
import { MoveClockDialog } from './MoveClockDialog'
import { Section } from './Section'

const MOST_DAYS = 3_660
const useStyles = makeStyles({ row: { display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'end' } })

/** The simulated clock: what it shows and the ways forward; on a real clock, why there is none. */
export function ClockSection() {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { clock, tenant } = useSession()
  const denied = useDenied('clock.move')
  const [date, setDate] = useState('')
  const [days, setDays] = useState<number | null>(null)
  const [moved, setMoved] = useState(false)
  if (clock.kind !== 'simulated') {
    return <Section heading={t('clock.title')}><Text>{t('settings.clock.real')}</Text></Section>
  }
  const today = dayOf(clock.now, tenant.timeZone)
  const ahead = date === '' ? 0 : daysUntil(today, date)
  const wrong = ahead >= 1 && ahead <= MOST_DAYS ? null : t('settings.clock.later', { days: MOST_DAYS })
  const button = (label: string, by: number) => <ActionButton reason={denied} onClick={() => setDays(by)}>{label}</ActionButton>
  return (
    <Section heading={t('clock.title')} text={t('clock.text')}>
      <Text>{t('settings.clock.now')} <Text weight="semibold" role="status">{format.dateTime(clock.now)}</Text></Text>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      <div className={styles.row}>{button(t('clock.day'), 1)}{button(t('clock.month'), 30)}</div>
      <div className={styles.row}>
        <Field label={t('settings.clock.to')}>
          <Input type="date" value={date} min={today} disabled={denied !== null} onChange={(_, data) => setDate(data.value)} />
        </Field>
        <ActionButton reason={denied ?? wrong} onClick={() => setDays(ahead)}>{t('settings.clock.move')}</ActionButton>
        {date !== '' && <Button appearance="subtle" onClick={() => setDate('')}>{t('person.reset')}</Button>}
      </div>
      {moved && days === null && (
        <MessageBar intent="success" role="status"><MessageBarBody>{t('settings.clock.moved', { date: format.dateTime(clock.now) })}</MessageBarBody></MessageBar>
      )}
      {days !== null && (
        <MoveClockDialog days={days} onClose={(done) => { setDays(null); setMoved(done); if (done) setDate('') }} />
      )}
    </Section>
  )
}
