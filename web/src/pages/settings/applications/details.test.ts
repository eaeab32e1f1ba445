import { expect, it } from 'vitest'
import type { Application } from '../../../api/applications'
import { detailsDifference, detailsOf, differs, editOf } from './details'

const web: Application = {
  id: '1', appId: '2', displayName: 'Seat report', createdDateTime: null, isFallbackPublicClient: false, publicClient: null,
  web: { redirectUris: ['https://a.example/back', 'https://b.example/back'] }, requiredResourceAccess: [], passwordCredentials: [],
}

it('finds nothing to save in spaces, empty lines and a repeated address', () => {
  const difference = detailsDifference(web, { displayName: ' Seat report ', redirectUris: '\nhttps://b.example/back\nhttps://a.example/back \nhttps://a.example/back' })
  expect(differs(difference)).toBe(false)
  expect(differs(detailsDifference(web, detailsOf(web)))).toBe(false)
})

it('says what comes and goes, and writes only that', () => {
  const details = { displayName: 'Seats', redirectUris: 'https://a.example/back\nhttps://c.example/back' }
  expect(detailsDifference(web, details)).toEqual({ name: 'Seats', added: ['https://c.example/back'], removed: ['https://b.example/back'] })
  expect(editOf(web, details)).toEqual({ displayName: 'Seats', web: { redirectUris: ['https://a.example/back', 'https://c.example/back'] } })
  expect(editOf(web, { ...detailsOf(web), displayName: 'Seats' })).toEqual({ displayName: 'Seats' })
})

it('keeps the addresses of a public client where it keeps them, and gives a script none', () => {
  const client: Application = { ...web, web: null, isFallbackPublicClient: true, publicClient: { redirectUris: [] } }
  expect(editOf(client, { ...detailsOf(client), redirectUris: 'http://localhost' })).toEqual({ publicClient: { redirectUris: ['http://localhost'] } })
  const script: Application = { ...web, web: null, isFallbackPublicClient: false, publicClient: null }
  expect(editOf(script, { displayName: 'Nightly', redirectUris: 'http://localhost' })).toEqual({ displayName: 'Nightly' })
})
