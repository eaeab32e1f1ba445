import type { PasswordProfile } from '../../api/users-types'
import { drawPassword, isLongEnough } from '../../util/password'

export interface PasswordDraft {
  /** Drawn when it is needed; else what was typed. */
  drawn: boolean
  own: string
  mustChange: boolean
}

export const NEW_PASSWORD: PasswordDraft = { drawn: true, own: '', mustChange: true }

export const isComplete = ({ drawn, own }: PasswordDraft): boolean => drawn || isLongEnough(own)

/** The password to set; a drawn one is drawn here, once. */
export const profileOf = ({ drawn, own, mustChange }: PasswordDraft): PasswordProfile =>
  ({ password: drawn ? drawPassword() : own, forceChangePasswordNextSignIn: mustChange })
