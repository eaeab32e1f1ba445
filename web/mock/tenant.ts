import type { ChangeResult, Job, PersonOutcome, Product, ProductRow } from '../src/api/types.ts'
import { catalog, type MockProduct } from './catalog.ts'
import type { MockChange } from './history.ts'
import { makePeople, type MockPath, type MockPerson, START } from './people.ts'

export interface ChangeSet {
  id: string
  /** Everyone's paths and mailbox before the change. */
  before: { person: MockPerson; paths: MockPath[]; mailbox: MockPerson['mailbox'] }[]
}

/** The whole made-up organization, forgotten when the process ends. */
export class MockTenant {
  now = START
  people = makePeople()
  changeSets = new Map<string, ChangeSet>()
  /** What was done, newest first. */
  history: MockChange[] = []
  jobs: (Job & { people: PersonOutcome[]; polls: number })[] = []
  results = new Map<string, ChangeResult>()
  private serial = 0

  /** A GUID that counts up. */
  newId(): string {
    this.serial += 1
    return `10000000-0000-4000-9000-${String(this.serial).padStart(12, '0')}`
  }

  find(key: string): MockPerson | undefined {
    return this.people.find((person) => person.id === key || person.userPrincipalName === key.toLowerCase())
  }

  holders(skuId: string): MockPerson[] {
    return this.people.filter((person) => person.paths.some((path) => path.skuId === skuId))
  }

  product(skuId: string): Product | undefined {
    const found = catalog.find((item) => item.skuId === skuId)
    return found && { ...this.row(found), plans: found.plans }
  }

  rows(): ProductRow[] {
    return catalog.map((item) => this.row(item)).sort((a, b) => a.names.en.localeCompare(b.names.en))
  }

  private row({ skuId, part, names, subscriptions, selfService }: MockProduct): ProductRow {
    const sum = (status: string) => subscriptions.filter((one) => one.status === status).reduce((all, one) => all + one.quantity, 0)
    const holdersBy = (own: boolean) =>
      this.people.filter((person) => person.paths.some((path) => path.skuId === skuId && (path.kind !== 'selfService') === own)).length
    const assigned = holdersBy(true)
    const [enabled, warning] = [sum('Enabled'), sum('Warning')]
    const total = enabled + warning
    const excess = Math.max(0, assigned - total)
    const buyer = selfService && this.find(`00000000-0000-4000-8000-${String(selfService.purchaser).padStart(12, '0')}`)
    return {
      skuId, skuPartNumber: part, names, appliesTo: 'User', assigned, enabled, warning, suspended: sum('Suspended'), lockedOut: 0,
      total, available: Math.max(0, enabled - assigned), excess, inConflict: excess > 0,
      subscriptions: subscriptions.map(({ quantity, status }, index) => ({
        id: `${skuId.slice(0, -2)}${10 + index}`, quantity, status, trial: false,
        createdDateTime: '2025-09-01T00:00:00Z', termEndDateTime: index === 0 ? '2026-08-31T00:00:00Z' : null,
      })),
      selfService: selfService && buyer
        ? [{
          poolId: `${skuId.slice(0, -2)}99`, purchaser: buyer, assigned: holdersBy(false), total: selfService.seats,
          available: selfService.seats - holdersBy(false),
        }]
        : [],
    }
  }

  /** Moves the clock; mailboxes whose day has passed are gone. */
  advance(days: number): void {
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString().replace('.000', '')
    for (const person of this.people) {
      const { state, purgeDateTime } = person.mailbox
      if (state === 'disconnected' && purgeDateTime && purgeDateTime <= this.now) {
        person.mailbox = { state: 'purged', since: purgeDateTime, purgeDateTime: null }
      }
    }
  }
}
