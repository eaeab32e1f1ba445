import { describe, expect, it } from 'vitest'
import { displayNameOf, isTouched, missingIn, newDraft, newUserOf } from './draft'

const draft = { ...newDraft('larkfield.example', 'DE'), givenName: 'Ada', surname: 'Berg', localPart: 'ada.berg' }

describe('a new person', () => {
  it('is named by first and last name until a display name is typed', () => {
    expect(displayNameOf(draft)).toBe('Ada Berg')
    expect(displayNameOf({ ...draft, namedByHand: true, displayName: 'A. Berg' })).toBe('A. Berg')
  })

  it('lacks what the form says it lacks', () => {
    expect(missingIn(newDraft('x.example', ''))).toBe('name')
    expect(missingIn({ ...draft, localPart: '' })).toBe('username')
    expect(missingIn({ ...draft, localPart: 'ada berg' })).toBe('usernameWrong')
    expect(missingIn({ ...draft, password: { drawn: false, own: 'short', mustChange: true } })).toBe('password')
    expect(missingIn(draft)).toBeNull()
    expect([isTouched(draft), isTouched(newDraft('x.example', 'DE'))]).toEqual([true, false])
  })

  it('is sent with what was filled in, the rest unset', () => {
    const user = newUserOf({ ...draft, password: { drawn: false, own: 'Reseat-Demo-1!', mustChange: false } })
    expect(user).toEqual({
      accountEnabled: true, displayName: 'Ada Berg', mailNickname: 'ada.berg', userPrincipalName: 'ada.berg@larkfield.example',
      givenName: 'Ada', surname: 'Berg', jobTitle: null, department: null, usageLocation: 'DE',
      passwordProfile: { password: 'Reseat-Demo-1!', forceChangePasswordNextSignIn: false },
    })
  })
})
