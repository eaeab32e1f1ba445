import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { skiptokenOf } from '../../api/paths'
import { jobResultsQuery } from '../../api/queries'
import type { Guid, PersonOutcome } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { ErrorNotice } from '../ErrorNotice'
import { Waiting } from './Waiting'

/** The people of a job, page by page. */
export function JobPeople({ jobId, children }: { jobId: Guid; children: (people: PersonOutcome[]) => ReactNode }) {
  const { t } = useI18n()
  const [tokens, setTokens] = useState<string[]>([])
  const { data, error, refetch } = useQuery(jobResultsQuery(jobId, tokens.at(-1)))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting label={t('common.loading')} />
  const next = skiptokenOf(data['@odata.nextLink'])
  return (
    <>
      {children(data.value)}
      <div>
        {tokens.length > 0 && <Button size="small" onClick={() => setTokens(tokens.slice(0, -1))}>{t('list.previous')}</Button>}
        {next && <Button size="small" onClick={() => setTokens([...tokens, next])}>{t('list.next')}</Button>}
      </div>
    </>
  )
}
