import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'

const JobDialog = lazy(() => import('../components/change/JobDialog').then((module) => ({ default: module.JobDialog })))

/** The job that the address names, over whatever page is shown. */
export function JobOverlay() {
  const { job } = useSearch({ strict: false })
  const navigate = useNavigate()
  if (!job) return null
  const close = () => void navigate({ to: '.', search: (previous: object) => ({ ...previous, job: undefined }) })
  return <Suspense fallback={null}><JobDialog jobId={job} onClose={close} /></Suspense>
}
