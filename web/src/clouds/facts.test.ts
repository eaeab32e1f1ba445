import { expect, it } from 'vitest'
import { articleLink, isAvailable, pageLink } from './facts'
import { cloudIds, clouds } from './table'

it('links lead to the pages by the ids of the article (rules.md section 2)', () => {
  const ids = (page: 'home' | 'licenses' | 'activeUsers') => cloudIds.map((cloud) => clouds[cloud].links[page])
  expect(ids('licenses')).toEqual([842264, 848038, 850625])
  expect(ids('activeUsers')).toEqual([834822, 847686, 850628])
  expect(ids('home')).toEqual([2024339, 848041, 850627])
  expect(pageLink(clouds.germany, 'licenses')).toBe('/fwlink/p/?linkid=848038')
})

it('the article is the one for the cloud, in the reader\'s language', () => {
  expect(articleLink(clouds['21vianet'], 'licenses', 'zh-Hans'))
    .toBe('https://learn.microsoft.com/zh-cn/microsoft-365/admin/manage/remove-licenses-from-users?view=o365-21vianet')
})

it('21vianet has no Teams and no Yammer, the others have (CLD-4)', () => {
  const has = (name: string) => cloudIds.map((cloud) => isAvailable(clouds[cloud], { name }))
  expect([has('TEAMS1'), has('YAMMER_ENTERPRISE'), has('EXCHANGE_S_ENTERPRISE')])
    .toEqual([[true, true, false], [true, true, false], [true, true, true]])
})
