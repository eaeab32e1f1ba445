import type { FluentIcon } from '@fluentui/react-icons'
import { PeopleRegular, ReceiptRegular } from '@fluentui/react-icons'
import type { MessageKey } from '../i18n/en'

export interface NavigationEntry {
  label: MessageKey
  to: '/users' | '/licenses'
  icon: FluentIcon
}

export interface NavigationGroup {
  label: MessageKey
  entries: NavigationEntry[]
}

/** What the left navigation holds: only pages that exist. */
export const navigation: NavigationGroup[] = [
  { label: 'nav.users', entries: [{ label: 'nav.activeUsers', to: '/users', icon: PeopleRegular }] },
  { label: 'nav.billing', entries: [{ label: 'nav.licenses', to: '/licenses', icon: ReceiptRegular }] },
]
