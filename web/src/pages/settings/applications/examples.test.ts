import { expect, it } from 'vitest'
import { exampleOf } from './examples'

it('an example is five lines and names this server, organization and application', () => {
  for (const kind of ['script', 'public', 'web'] as const) {
    const example = exampleOf(kind, 'https://localhost:8443', 'tenant-1', 'client-1')
    expect(example.split('\n')).toHaveLength(5)
    expect(example).toContain('https://localhost:8443/tenant-1/oauth2/v2.0/token')
    expect(example).toContain('client_id=client-1')
    expect(example).toContain('https://localhost:8443/v1.0/')
    expect(example.includes('client_secret')).toBe(kind !== 'public')
  }
})
