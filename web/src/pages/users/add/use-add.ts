import { useMutation } from '@tanstack/react-query'
import { changeLicenses } from '../../../api/changes'
import type { ChangeResult, UserRef } from '../../../api/types'
import { createUser } from '../../../api/users-actions'
import { refreshAfterChange } from '../../../api/query-client'
import { uuid } from '../../../util/uuid'
import { type NewUserDraft, newUserOf } from './draft'

/** A person who was created, and what became of the licences. */
export interface Added {
  user: UserRef
  password: string
  mustChange: boolean
  /** Null when none was asked for. */
  licenses: ChangeResult | null
  /** Why none could be assigned at all: the person is there all the same (ASG-8). */
  licenseError: unknown
}

async function assign(user: UserRef, { grants }: NewUserDraft): Promise<Pick<Added, 'licenses' | 'licenseError'>> {
  if (grants.length === 0) return { licenses: null, licenseError: null }
  const people = { ids: [user.id] }
  try {
    const change = changeLicenses({ people, operation: { kind: 'assign', products: [...grants] } })
    const preview = await change.preview()
    if ('job' in preview) return { licenses: null, licenseError: null }
    const result = await change.apply(preview.previewToken, uuid())
    return { licenses: 'job' in result ? null : result, licenseError: null }
  } catch (licenseError) {
    return { licenses: null, licenseError }
  }
}

/** Creates the person, then assigns the licences: without a free one the person is still there. */
export function useAdd() {
  return useMutation({
    mutationFn: async (draft: NewUserDraft): Promise<Added> => {
      const body = newUserOf(draft)
      const user = await createUser(body)
      const { password, forceChangePasswordNextSignIn: mustChange } = body.passwordProfile
      return { user, password, mustChange, ...(await assign(user, draft)) }
    },
    onSuccess: refreshAfterChange,
  })
}
