import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text,
} from '@fluentui/react-components'
import { useMutation, useQuery } from '@tanstack/react-query'
import { advanceClock } from '../../api/changes'
import { type LossCounts, lossCountsQuery } from '../../api/settings'
import { queryClient } from '../../api/query-client'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useSession } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { DangerButton } from '../../ui/DangerButton'
import { laterBy } from './clock-days'

/** How far ahead the server counts what will be lost. */
const COUNTED_DAYS = 400
const kinds = ['mailbox', 'deletedUser', 'drive', 'office'] as const satisfies readonly (keyof LossCounts)[]
const useStyles = makeStyles({ content: { display: 'grid', gap: '10px', gridTemplateColumns: 'minmax(0, 1fr)' }, list: { margin: 0, paddingLeft: '18px' } })

/** Says what falls due on the way, since the clock cannot be moved back; then moves it. */
export function MoveClockDialog({ days, onClose }: { days: number; onClose: (done: boolean) => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { clock } = useSession()
  const { data, error, isPending } = useQuery(lossCountsQuery(Math.min(days, COUNTED_DAYS)))
  const lost = kinds.filter((kind) => data && data.counts[kind] > 0)
  const move = useMutation({
    mutationFn: () => advanceClock(days),
    // Everything may have changed on the way: whatever is shown is read again.
    onSuccess: async () => { await queryClient.invalidateQueries(); onClose(true) },
  })
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open && !move.isPending) onClose(false) }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('settings.clock.confirm.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('settings.clock.question', { date: format.dateTime(laterBy(clock.now, days)), days })}</Text>
            {isPending && <Waiting label={t('common.loading')} />}
            {error && <ErrorNotice error={error} />}
            {data && lost.length === 0 && <Text>{t('settings.clock.nothing')}</Text>}
            {data && lost.length > 0 && (
              <ul className={styles.list}>{lost.map((kind) => <li key={kind}>{t(`settings.clock.lost.${kind}`, { count: data.counts[kind] })}</li>)}</ul>
            )}
            {days > COUNTED_DAYS && <Text>{t('settings.clock.counted', { days: COUNTED_DAYS })}</Text>}
            {move.isError && <ErrorNotice error={move.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={move.isPending} onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            <DangerButton disabled={move.isPending} onClick={() => move.mutate()}>{t('settings.clock.confirm', { days })}</DangerButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
