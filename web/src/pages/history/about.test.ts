import { expect, it } from 'vitest'
import type { ChangeSet } from '../../api/history'
import { aboutOf, productsText } from './about'

const product = (skuId: string) => ({ skuId, names: { en: skuId.toUpperCase() } })
const ada = { id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@x.example' }
const about = (products: string[], productCount: number | null, person: typeof ada | null = null) =>
  ({ products: products.map(product), productCount, person }) as unknown as ChangeSet
const words = {
  t: (key: string, values: object) => `${key} ${JSON.stringify(values)}`,
  format: { list: (all: string[]) => all.join('+'), name: (names: { en: string }) => names.en },
} as unknown as Parameters<typeof productsText>[0]

it('sets that are folded name each product once, and the person whom all are about', () => {
  const { products, count, person } = aboutOf([about(['e3'], 1, ada), about(['e3', 'e5'], 2, ada)])
  expect(products.map(({ skuId }) => skuId)).toEqual(['e3', 'e5'])
  expect([count, person]).toEqual([2, ada])
  expect(aboutOf([about(['e3'], 1, ada), about(['e3'], 1)]).person).toBeNull()
})

it('says that there are others where not all are named', () => {
  expect(productsText(words, aboutOf([about(['e3'], 1)]))).toBe('E3')
  expect(productsText(words, aboutOf([about(['e3', 'e5'], 7)]))).toBe('history.products.more {"products":"E3+E5","count":5}')
  expect(productsText(words, aboutOf([about(['e3'], null)]))).toBe('history.products.some {"products":"E3"}')
  expect(productsText(words, aboutOf([about([], 0)]))).toBe('')
})
