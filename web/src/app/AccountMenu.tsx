import { Button, Caption1, makeStyles, Popover, PopoverSurface, PopoverTrigger, Text, tokens } from '@fluentui/react-components'
import { SignOutRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { signOut } from '../api/changes'
import { useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { roleName } from '../i18n/roles'
import { ErrorNotice } from '../components/ErrorNotice'
import { Initials } from '../ui/Initials'
import { RouterLink } from '../ui/RouterLink'
import { MY_LICENSES } from './navigation'

const useStyles = makeStyles({
  trigger: { fontWeight: tokens.fontWeightRegular, maxWidth: '260px', minWidth: 0, textAlign: 'left' },
  lines: { display: 'grid', minWidth: 0, lineHeight: 1.2 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  surface: { display: 'grid', gap: '10px', maxWidth: '320px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** Who is signed in and as what, and the way out. */
export function AccountMenu({ isPhone }: { isPhone: boolean }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { user, roles, version } = useSession()
  const [open, setOpen] = useState(false)
  const names = roles.length > 0 ? format.list(roles.map((role) => roleName(t, role))) : t('top.noRole')
  // Loading the page anew leaves nothing in memory of what the person saw.
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => window.location.reload() })
  return (
    <Popover trapFocus open={open} onOpenChange={(_, next) => setOpen(next.open)} positioning={{ position: 'below', align: 'end', offset: 4 }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle" className={isPhone ? undefined : styles.trigger} aria-label={t('top.account', { name: user.displayName })}
          icon={<Initials name={user.displayName} size={28} />}
        >
          {!isPhone && (
            <span className={styles.lines}>
              <Text size={200} weight="semibold" className={styles.clip}>{user.displayName}</Text>
              <Caption1 className={styles.clip}>{names}</Caption1>
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('top.account', { name: user.displayName })}>
        <Text weight="semibold">{user.displayName}</Text>
        <Text className={styles.quiet}>{user.userPrincipalName}</Text>
        <Text>{names}</Text>
        <RouterLink to={MY_LICENSES} onClick={() => setOpen(false)}>{t('mine.title')}</RouterLink>
        <Button icon={<SignOutRegular />} disabled={leave.isPending} onClick={() => leave.mutate()}>{t('top.signOut')}</Button>
        {leave.isError && <ErrorNotice error={leave.error} />}
        <Caption1 className={styles.quiet}>{t('top.version', { version })}</Caption1>
      </PopoverSurface>
    </Popover>
  )
}
