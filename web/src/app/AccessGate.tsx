import { Navigate, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../hooks/use-session'
import { useI18n } from '../i18n/context'
import { EmptyState } from '../ui/EmptyState'
import { RouterLink } from '../ui/RouterLink'
import { MY_LICENSES } from './navigation'

/** People without an administrator role land on their own licences; a link to any other page says whom it is for. */
export function AccessGate({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { roles } = useSession()
  const { pathname } = useLocation()
  if (roles.length > 0 || pathname.startsWith(MY_LICENSES)) return children
  if (pathname === '/') return <Navigate to={MY_LICENSES} replace />
  return (
    <EmptyState heading={t('mine.admins.title')} text={t('mine.admins.text')} level={1}>
      <RouterLink to={MY_LICENSES}>{t('mine.go')}</RouterLink>
    </EmptyState>
  )
}
