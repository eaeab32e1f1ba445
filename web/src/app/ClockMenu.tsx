import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, Subtitle2, Text } from '@fluentui/react-components'
import { ClockRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { advanceClock } from '../api/changes'
import { useDenied, useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { ActionButton } from '../ui/ActionButton'
import { ErrorNotice } from '../components/ErrorNotice'
import { queryClient } from '../api/query-client'

const useStyles = makeStyles({
  surface: { maxWidth: '320px', display: 'grid', gap: '12px' },
  buttons: { display: 'flex', gap: '8px' },
})

/** The simulated clock: what it shows, and the way forward. */
export function ClockMenu({ isPhone }: { isPhone: boolean }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { clock } = useSession()
  const denied = useDenied('clock.move')
  const date = format.dateTime(clock.now)
  // Everything may have changed on the way: whatever is shown is read again.
  const move = useMutation({ mutationFn: advanceClock, onSuccess: () => queryClient.invalidateQueries() })

  const button = (label: string, days: number) => (
    <ActionButton reason={denied} disabled={move.isPending} onClick={() => move.mutate(days)}>{label}</ActionButton>
  )

  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'end', offset: 4 }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<ClockRegular />} aria-label={t('clock.button', { date })}>
          {isPhone ? null : format.date(clock.now)}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('clock.title')}>
        <Subtitle2 as="h2">{t('clock.title')}</Subtitle2>
        <Text weight="semibold" role="status">{date}</Text>
        <Text>{t('clock.text')}</Text>
        <div className={styles.buttons}>{button(t('clock.day'), 1)}{button(t('clock.month'), 30)}</div>
        {denied && <Text size={200}>{denied}</Text>}
        {move.isError && <ErrorNotice error={move.error} />}
      </PopoverSurface>
    </Popover>
  )
}
