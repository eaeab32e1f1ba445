import { makeStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { sessionQuery } from '../api/queries'
import { CloudNotice } from '../clouds/CloudNotice'
import { ErrorNotice } from '../components/ErrorNotice'
import { SessionContext } from '../hooks/use-session'
import { AccessGate } from './AccessGate'
import { PageSkeleton } from './fallbacks'
import { Shell } from './Shell'

const SignedOut = lazy(() => import('./SignedOut').then((module) => ({ default: module.SignedOut })))

const useStyles = makeStyles({ alone: { padding: '24px', maxWidth: '720px', margin: '0 auto' } })

/** The frame around a page for someone signed in; else the way to sign in. */
export function Root() {
  const styles = useStyles()
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery)
  if (isPending) return <PageSkeleton />
  if (session) return <SessionContext value={session}><Shell><CloudNotice /><AccessGate><Outlet /></AccessGate></Shell></SessionContext>
  if (error) return <main className={styles.alone}><ErrorNotice error={error} onRetry={() => void refetch()} /></main>
  return <Suspense fallback={null}><SignedOut /></Suspense>
}
