import type { PlanRef } from '../api/types'
import { type Language, languageTags } from '../i18n/language'
import type { CloudFacts, LinkedPage } from './table'

/** Whether a service exists in the cloud at all. */
export const isAvailable = ({ unavailable }: CloudFacts, plan: Pick<PlanRef, 'name'>): boolean => !unavailable.includes(plan.name)

/** The article's own link to a page, at this server. */
export const pageLink = ({ links }: CloudFacts, page: LinkedPage): string => `/fwlink/p/?linkid=${links[page]}`

const articles: Record<LinkedPage, string> = {
  home: 'admin/admin-overview/admin-center-overview',
  licenses: 'admin/manage/remove-licenses-from-users',
  activeUsers: 'admin/manage/assign-licenses-to-users',
}

/** The product's own article about a page, in its version for the cloud and in the reader's language. */
export const articleLink = ({ moniker }: CloudFacts, page: LinkedPage, language: Language): string =>
  `https://learn.microsoft.com/${languageTags[language]}/microsoft-365/${articles[page]}?view=${moniker}`
