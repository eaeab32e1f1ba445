import type { ActorRef, Counts } from '../../api/types'
import type { I18n } from '../../i18n/context'
import type { MessageKey } from '../../i18n/en'

type Words = Pick<I18n, 't' | 'format'>

/** Parts of Reseat that act in their own name, which the API gives in English. */
const systems: Record<string, MessageKey> = {
  'tenant file': 'history.system.tenantFile', 'server console': 'history.system.console', 'reseat check': 'history.system.check',
}

/** Who acted, in the reader's words. */
export function actorText({ t }: Pick<I18n, 't'>, { kind, displayName }: ActorRef): string {
  const key = kind === 'system' ? systems[displayName] : undefined
  return key ? t(key) : displayName
}

/** How many people were changed, left and refused; nothing about results that nobody had, or where it was not about people. */
export function countsText({ t }: Words, counts: Counts): string {
  const parts = [
    ...(counts.changed > 0 ? [t('history.changed', { count: counts.changed })] : []),
    ...(counts.unchanged > 0 ? [t('history.unchanged', { count: counts.unchanged })] : []),
    ...(counts.refused > 0 ? [t('history.refused', { count: counts.refused })] : []),
  ]
  return parts.join(t('common.separator'))
}
