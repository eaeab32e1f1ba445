import { useState } from 'react'
import type { OrganizationSettings } from '../../api/settings'
import { changesOf, problemsOf, type Problems } from './edits'

export interface SettingsForm {
  /** What the fields show: what is saved, with the edits over it. */
  values: OrganizationSettings
  /** What a save would send. */
  changes: Partial<OrganizationSettings>
  problems: Problems
  dirty: boolean
  set: <K extends keyof OrganizationSettings>(key: K, value: OrganizationSettings[K]) => void
  reset: () => void
}

/** The edits of the settings page; what is put back to what is saved is no edit. */
export function useSettingsForm(saved: OrganizationSettings): SettingsForm {
  const [draft, setDraft] = useState<Partial<OrganizationSettings>>({})
  const values = { ...saved, ...draft }
  const changes = changesOf(saved, draft)
  return {
    values, changes,
    problems: problemsOf(values),
    dirty: Object.keys(changes).length > 0,
    set: (key, value) => setDraft((previous) => ({ ...previous, [key]: value })),
    reset: () => setDraft({}),
  }
}
