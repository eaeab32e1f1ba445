import { queryOptions } from '@tanstack/react-query'
import { adminPaths } from './admin-paths'
import { get, patch } from './client'
import type { Cloud } from './types'

/** What an administrator may set for the organization. */
export interface OrganizationSettings {
  displayName: string
  country: string
  timeZone: string
  cloud: Cloud
  /** What people without a preference see. */
  language: 'en' | 'zh-Hans'
  licensesPageUsers: number
  historyDays: number
  passwordGrant: boolean
}

/** How much ends within a number of days. */
export interface LossCounts {
  mailbox: number
  deletedUser: number
  drive: number
  office: number
}

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => get<OrganizationSettings>(adminPaths.settings(), signal),
})

export const saveSettings = (changes: Partial<OrganizationSettings>): Promise<OrganizationSettings> =>
  patch(adminPaths.settings(), changes)

export const lossCountsQuery = (within: number) =>
  queryOptions({
    queryKey: ['losses', 'counts', within],
    queryFn: ({ signal }) => get<{ counts: LossCounts }>(adminPaths.losses(within), signal),
  })
