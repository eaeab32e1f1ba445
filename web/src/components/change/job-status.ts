import type { Job } from '../../api/types'
import type { Translate } from '../../i18n/translate'

/** Where a job stands, as a sentence with counts. */
export function jobStatus(t: Translate, { status, done, total }: Job): string {
  return t(`jobs.status.${status}`, { done, total })
}
