import type { FluentIcon } from '@fluentui/react-icons'
import {
  AppsListRegular, BuildingRegular, ClipboardTaskListLtrRegular, HistoryRegular, HomeRegular, PeopleRegular, PersonKeyRegular, ReceiptRegular, ShieldPersonRegular,
} from '@fluentui/react-icons'
import type { MessageKey } from '../i18n/en'

/** The page of people who are no administrators. */
export const MY_LICENSES = '/my-licenses'

export interface NavigationEntry {
  label: MessageKey
  to: typeof MY_LICENSES | '/' | '/history' | '/audit' | '/users' | '/licenses' | '/roles' | '/settings/organization' | '/settings/applications'
  icon: FluentIcon
}

export interface NavigationGroup {
  /** Absent for what stands on its own. */
  label?: MessageKey
  entries: NavigationEntry[]
}

/** What the left navigation holds: only pages that exist. */
export const navigation: NavigationGroup[] = [
  { entries: [{ label: 'nav.home', to: '/', icon: HomeRegular }] },
  { label: 'nav.users', entries: [{ label: 'nav.activeUsers', to: '/users', icon: PeopleRegular }] },
  { label: 'nav.roles', entries: [{ label: 'nav.roleAssignments', to: '/roles', icon: ShieldPersonRegular }] },
  { label: 'nav.billing', entries: [{ label: 'nav.licenses', to: '/licenses', icon: ReceiptRegular }] },
  {
    label: 'nav.history',
    entries: [
      { label: 'nav.changes', to: '/history', icon: HistoryRegular },
      { label: 'nav.audit', to: '/audit', icon: ClipboardTaskListLtrRegular },
    ],
  },
  {
    label: 'nav.settings',
    entries: [
      { label: 'nav.organization', to: '/settings/organization', icon: BuildingRegular },
      { label: 'nav.applications', to: '/settings/applications', icon: AppsListRegular },
    ],
  },
]

/** The same for people without an administrator role. */
export const ownNavigation: NavigationGroup[] = [
  { label: 'nav.mine', entries: [{ label: 'mine.title', to: MY_LICENSES, icon: PersonKeyRegular }] },
]
