import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get } from './client'
import { withQuery } from './paths'
import type { Page, PersonRow } from './types'

/** The first people whose names begin so. They are not counted, which in a large organization would take longer than finding them. */
export const foundPeopleQuery = (search: string, top: number) =>
  queryOptions({
    queryKey: ['people', 'found', search, top],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Page<PersonRow>>(withQuery('/reseat/v1/people', { search, $top: top }), signal),
  })
