import { useEffect } from 'react'
import { useI18n } from '../i18n/context'
import { useSession } from './use-session'

/** Names the browser's tab after the page. */
export function usePageTitle(page: string): void {
  const { t } = useI18n()
  const organization = useSession().tenant.displayName
  useEffect(() => { document.title = t('app.title', { page, organization }) }, [t, page, organization])
}
