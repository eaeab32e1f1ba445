import { useState } from 'react'
import { GLOBAL_ADMIN, grantRole, type Role } from '../../api/roles'
import type { UserRef } from '../../api/types'
import { queryClient } from '../../api/query-client'

/** What came of one person's grant; the error when it was refused. */
export interface Granted {
  person: UserRef
  error: unknown
}

export interface Granting {
  step: 'choosing' | 'applying' | 'done'
  results: Granted[]
  apply: (people: readonly UserRef[]) => Promise<void>
}

/** After roles changed: whoever looks at people, roles or their own rights reads them anew. */
export function refreshAfterGrant(): Promise<unknown> {
  return Promise.all(['roles', 'people', 'session'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
}

/** Gives a role to one person after the other; a refusal does not keep it from the rest. */
export function useGranting(role: Role): Granting {
  const [step, setStep] = useState<Granting['step']>('choosing')
  const [results, setResults] = useState<Granted[]>([])
  const apply = async (people: readonly UserRef[]) => {
    setStep('applying')
    const done: Granted[] = []
    for (const person of people) {
      const error: unknown = await grantRole(role.id, person.id).then(() => null, (cause: unknown) => cause)
      done.push({ person, error })
    }
    setResults(done)
    setStep('done')
    await refreshAfterGrant()
  }
  return { step, results, apply }
}

/** Whether giving the role away deserves a second thought. */
export const isPowerful = (role: Role): boolean => role.id === GLOBAL_ADMIN || role.actions['role.grant'] === 'yes'
