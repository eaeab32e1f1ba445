import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Guid } from '../../api/types'
import { allPeople, updatePeople } from '../../api/users-actions'
import type { PeopleUpdate } from '../../api/users-types'
import { refreshAfterChange } from '../../api/query-client'
import { type Chosen, countOf } from './chosen'
import { NOTHING_DONE, type Progress, requestsFor, withJob, withResults } from './chunks'

export interface UpdateRun {
  progress: Progress
  /** The jobs that were begun, where there are too many people to wait for. */
  jobs: readonly Guid[]
  running: boolean
  /** Ended, by itself or because it was stopped. */
  finished: boolean
  error: unknown
  start: (update: PeopleUpdate) => void
  stop: () => void
}

const idsOf = async (chosen: Chosen, signal: AbortSignal): Promise<Guid[]> => {
  if (chosen.kind === 'some') return chosen.users.map((user) => user.id)
  return (await allPeople(chosen.query, { onRows: () => undefined, signal })).map((row) => row.id)
}

/** Sets something on many people: part by part, where what is done stays done when it is stopped, or as jobs. */
export function useUpdate(chosen: Chosen): UpdateRun {
  const [progress, setProgress] = useState<Progress>(NOTHING_DONE)
  const [jobs, setJobs] = useState<readonly Guid[]>([])
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const run = useMutation({
    mutationFn: async (update: PeopleUpdate) => {
      const controller = new AbortController()
      abort.current = controller
      setProgress({ ...NOTHING_DONE, total: countOf(chosen) })
      const ids = await idsOf(chosen, controller.signal)
      setProgress({ ...NOTHING_DONE, total: ids.length })
      for (const part of requestsFor(ids)) {
        if (controller.signal.aborted) return
        const answer = await updatePeople(part, update)
        if ('job' in answer) {
          setJobs((begun) => [...begun, answer.job.id])
          setProgress((so) => withJob(so, part.length))
        } else {
          setProgress((so) => withResults(so, part.length, answer.people))
        }
      }
    },
    onSettled: refreshAfterChange,
  })
  return {
    progress, jobs, running: run.isPending, finished: run.isSuccess || (run.isError && progress.done + jobs.length > 0), error: run.error,
    start: (update) => run.mutate(update), stop: () => abort.current?.abort(),
  }
}
