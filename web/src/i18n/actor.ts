import type { ActorRef } from '../api/types'
import type { I18n } from './context'
import type { MessageKey } from './en'

/** Parts of Reseat that act in their own name, which the API gives in English. */
const systems: Record<string, MessageKey> = {
  'tenant file': 'history.system.tenantFile', 'server console': 'history.system.console', 'reseat check': 'history.system.check',
}

/** Who acted, in the reader's words. */
export function actorText({ t }: Pick<I18n, 't'>, { kind, displayName }: ActorRef): string {
  const key = kind === 'system' ? systems[displayName] : undefined
  return key ? t(key) : displayName
}
