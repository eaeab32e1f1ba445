import type { Holder, PathInfo } from '../../api/types'
import type { I18n } from '../../i18n/context'
import type { HolderRow } from './HoldersTable'

/** A holder as a row of a table, which wants an id. */
export const rowOf = (holder: Holder): HolderRow => ({ ...holder, id: holder.user.id })

/** How someone came by a licence, in words. */
export function pathText({ t }: Pick<I18n, 't'>, path: PathInfo): string {
  const text = {
    direct: () => t('product.path.direct'),
    group: () => t('product.path.group', { group: path.group?.displayName ?? '' }),
    selfService: () => t('product.path.selfService', { name: path.purchaser?.displayName ?? '' }),
  }[path.kind]()
  return path.state === 'error' || path.state === 'activeWithError' ? t('product.path.error', { path: text }) : text
}
