import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../api/types'
import { patchUser } from '../../api/users-actions'
import { refreshAfterChange } from '../../api/query-client'
import { type AccountEdits, type AccountField, editField, patchOf } from './account-fields'

export interface AccountEditing {
  person: Person
  /** Whether the properties are shown as fields. */
  open: boolean
  edits: AccountEdits
  dirty: boolean
  saving: boolean
  saved: boolean
  error: unknown
  begin: () => void
  set: (field: AccountField, text: string) => void
  save: () => void
  cancel: () => void
}

/** The properties of a person while they are edited; kept while another tab is looked at. */
export function useAccountEditing(person: Person): AccountEditing {
  const [open, setOpen] = useState(false)
  const [edits, setEdits] = useState<AccountEdits>({})
  const close = () => { setOpen(false); setEdits({}) }
  const save = useMutation({
    mutationFn: () => patchUser(person.id, patchOf(edits)),
    onSuccess: async () => { await refreshAfterChange(); close() },
  })
  return {
    person, open, edits, dirty: Object.keys(edits).length > 0, saving: save.isPending, saved: save.isSuccess, error: save.error,
    begin: () => { save.reset(); setOpen(true) },
    set: (field, text) => setEdits((before) => editField(person, before, field, text)),
    save: () => save.mutate(), cancel: () => { save.reset(); close() },
  }
}
