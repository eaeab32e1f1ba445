import type { Cloud } from '../api/types'
import type { MessageKey } from '../i18n/en'

/**
 * What differs between the clouds in September 2021, as one table; a component asks the table and never which cloud it is.
 *
 * What is not in the table is the same everywhere. That goes above all for the steps, buttons and limits of unassigning
 * (CLD-1): Manage product licenses, Unassign all, Save changes, Unassign licenses, Unassign. The other names that some
 * pages had for germany and 21vianet (Edit product licenses, Product licenses > Edit > Save) belong to the layout of 2020,
 * and the boxes of one person are one page for assigning and unassigning, so that CLD-1 decides for both.
 */
export interface CloudFacts {
  name: MessageKey
  /** The address of the admin center that this one stands in for. */
  host: string
  /** Link ids by which the article leads to a page; the server sends them here. */
  links: Record<LinkedPage, number>
  /** Where the quantity of a subscription is lowered, with the way there. */
  subscriptions: MessageKey
  /** Where licenses are bought, with the way there. */
  purchase: MessageKey
  /** The version of the article for this cloud. */
  moniker: string
  /** Service plans that nobody gets here, whatever a product holds (CLD-4). What was only announced for later is not listed. */
  unavailable: readonly string[]
}

export type LinkedPage = 'home' | 'licenses' | 'activeUsers'

export const clouds: Record<Cloud, CloudFacts> = {
  worldwide: {
    name: 'cloud.worldwide',
    host: 'admin.microsoft.com',
    links: { home: 2024339, licenses: 842264, activeUsers: 834822 },
    subscriptions: 'cloud.subscriptions.yourProducts',
    purchase: 'cloud.purchase.direct',
    moniker: 'o365-worldwide',
    unavailable: [],
  },
  germany: {
    name: 'cloud.germany',
    host: 'portal.office.de/adminportal',
    links: { home: 848041, licenses: 848038, activeUsers: 847686 },
    subscriptions: 'cloud.subscriptions.subscriptions',
    purchase: 'cloud.purchase.adminCenter',
    moniker: 'o365-germany',
    unavailable: [],
  },
  '21vianet': {
    name: 'cloud.vianet',
    host: 'portal.partner.microsoftonline.cn',
    links: { home: 850627, licenses: 850625, activeUsers: 850628 },
    subscriptions: 'cloud.subscriptions.subscriptions',
    purchase: 'cloud.purchase.adminCenter',
    moniker: 'o365-21vianet',
    unavailable: ['TEAMS1', 'YAMMER_ENTERPRISE', 'VIVAENGAGE_CORE'],
  },
}

export const cloudIds = ['worldwide', 'germany', '21vianet'] as const satisfies readonly Cloud[]
