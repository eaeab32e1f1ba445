import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Guid } from '../../api/types'
import { allPeople, updatePeople } from '../../api/users-actions'
import type { PeopleUpdate } from '../../api/users-types'
import { refreshAfterChange } from '../../api/query-client'
import { type Chosen, countOf } from './chosen'
import { CHUNK, chunksOf, NOTHING_DONE, type Progress, withResults } from './chunks'

export interface UpdateRun {
  progress: Progress
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

/** Sets something on many people, part by part; what is done stays done when it is stopped. */
export function useUpdate(chosen: Chosen): UpdateRun {
  const [progress, setProgress] = useState<Progress>(NOTHING_DONE)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const run = useMutation({
    mutationFn: async (update: PeopleUpdate) => {
      const controller = new AbortController()
      abort.current = controller
      setProgress({ ...NOTHING_DONE, total: countOf(chosen) })
      const ids = await idsOf(chosen, controller.signal)
      setProgress({ ...NOTHING_DONE, total: ids.length })
      for (const part of chunksOf(ids, CHUNK)) {
        if (controller.signal.aborted) return
        const { people } = await updatePeople(part, update)
        setProgress((so) => withResults(so, part.length, people))
      }
    },
    onSettled: refreshAfterChange,
  })
  return {
    progress, running: run.isPending, finished: run.isSuccess || (run.isError && progress.done > 0), error: run.error,
    start: (update) => run.mutate(update), stop: () => abort.current?.abort(),
  }
}
