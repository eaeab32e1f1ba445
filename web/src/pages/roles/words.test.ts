import { expect, it } from 'vitest'
import { en } from '../../i18n/en'
import { createTranslate } from '../../i18n/translate'
import { actionName, groupActions } from './words'

const t = createTranslate(en, 'en')

it('groups actions by area and hides none, not even one without words', () => {
  const groups = groupActions(['clock.move', 'mail.hold', 'license.unassign', 'license.read', 'user.delete'])
  expect(groups.map(({ actions }) => actions)).toEqual([['license.read', 'license.unassign'], ['user.delete'], ['clock.move'], ['mail.hold']])
  expect(groups.at(-1)!.label).toBe('roleArea.other')
})

it('words an action, and shows the name of one that it does not know', () => {
  expect(actionName(t, 'license.unassign')).toBe('Unassign licenses')
  expect(actionName(t, 'mail.hold')).toBe('mail.hold')
})
