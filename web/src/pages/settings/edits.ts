import type { OrganizationSettings } from '../../api/settings'

/** The order in which the page shows the settings, and a save names them. */
export const settingKeys = [
  'displayName', 'country', 'timeZone', 'cloud', 'language', 'licensesPageUsers', 'historyDays', 'passwordGrant',
] as const satisfies readonly (keyof OrganizationSettings)[]

export type SettingKey = (typeof settingKeys)[number]

/** The bounds that the server keeps to. */
export const bounds = { licensesPageUsers: [1, 1_000], historyDays: [30, 36_500] } as const

/** What differs from what is saved. */
export function changesOf(saved: OrganizationSettings, draft: Partial<OrganizationSettings>): Partial<OrganizationSettings> {
  const differing = Object.entries(draft).filter(([key, value]) => value !== undefined && saved[key as SettingKey] !== value)
  return Object.fromEntries(differing) as Partial<OrganizationSettings>
}

export type Problem = 'required' | 'outOfBounds'
export type Problems = Partial<Record<SettingKey, Problem>>

/** What cannot be saved as it stands. */
export function problemsOf(values: OrganizationSettings): Problems {
  const problems: Problems = {}
  if (values.displayName.trim() === '') problems.displayName = 'required'
  for (const key of ['licensesPageUsers', 'historyDays'] as const) {
    const [least, most] = bounds[key]
    if (!Number.isInteger(values[key]) || values[key] < least || values[key] > most) problems[key] = 'outOfBounds'
  }
  return problems
}
