import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { peopleQuery, productsQuery } from '../../api/queries'
import { useDebounced } from '../../hooks/use-debounced'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { queryClient } from '../../api/query-client'
import { optionsOf, type SearchOption } from './options'

const MOST_PEOPLE = 6
const peopleFor = (search: string) => peopleQuery({ search, top: MOST_PEOPLE })

export interface TopSearch {
  text: string
  setText: (text: string) => void
  options: SearchOption[]
  /** What is shown answers what was typed. */
  settled: boolean
  error: unknown
  take: (option: SearchOption) => void
  /** Asks for what was typed just now and opens the best answer; Enter does not wait for the pause. */
  takeBest: () => Promise<void>
}

/** People and products from the server, pages from the console, for the search of the top bar. */
export function useTopSearch(onTaken: () => void): TopSearch {
  const i18n = useI18n()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  useDebounced(text, 200, (next) => setSearch(next.trim()))
  const wanted = search !== ''
  const people = useQuery({ ...peopleFor(search), enabled: wanted })
  const maySeeProducts = useDenied('license.read') === null
  const products = useQuery({ ...productsQuery({ search }), enabled: wanted && maySeeProducts })
  const settled = text.trim() === search && (!wanted || (!people.isFetching && !products.isFetching))

  const take = (option: SearchOption) => {
    setText('')
    onTaken()
    if (option.kind === 'people') void navigate({ to: '/users/$userId', params: { userId: option.id }, search: {} })
    else if (option.kind === 'products') void navigate({ to: '/licenses/$skuId', params: { skuId: option.skuId }, search: {} })
    else void navigate({ to: option.to, search: {} })
  }
  const takeBest = async () => {
    const asked = text.trim()
    if (asked === '') return
    setSearch(asked)
    // A failure is shown where the answers would be.
    const [found, sold] = await Promise.all([
      queryClient.fetchQuery(peopleFor(asked)).catch(() => null),
      maySeeProducts ? queryClient.fetchQuery(productsQuery({ search: asked })).catch(() => null) : null,
    ])
    const best = optionsOf({ people: found?.value ?? [], products: sold ?? [], text: asked }, i18n)[0]
    if (best) take(best)
  }
  const found = { people: wanted ? (people.data?.value ?? []) : [], products: wanted && maySeeProducts ? (products.data ?? []) : [], text }
  return { text, setText, options: optionsOf(found, i18n), settled, error: people.error ?? products.error, take, takeBest }
}
