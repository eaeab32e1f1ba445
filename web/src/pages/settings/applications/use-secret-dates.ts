import { useMemo } from 'react'
import type { Timestamp } from '../../../api/types'
import { useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { createFormat } from '../../../i18n/format'

interface SecretDates {
  now: Timestamp
  /** "29 May 2027, in 180 days". */
  dateOf: (at: Timestamp) => string
  /** Whether readers have to be told that secrets do not follow the clock they see. */
  differs: boolean
}

/** Dates of secrets: they follow the real clock, also where the organization lives in simulated time. */
export function useSecretDates(): SecretDates {
  const { t, language } = useI18n()
  const { clock, tenant } = useSession()
  return useMemo(() => {
    const now = new Date()
    const format = createFormat({ language, timeZone: tenant.timeZone, now: () => now })
    return {
      now: now.toISOString(),
      dateOf: (at) => t('common.dateWithRelative', { date: format.date(at), relative: format.relative(at) }),
      differs: clock.kind === 'simulated',
    }
  }, [t, language, tenant.timeZone, clock.kind])
}
