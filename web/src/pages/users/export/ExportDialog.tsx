import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, ProgressBar, Text,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { allPeople } from '../../../api/users-actions'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { download } from '../../../util/download'
import { type Criteria, isNarrowed, listQueryOf } from '../list/criteria'
import { peopleCsv } from './rows'

/** Export users: everyone who matches, as a CSV file. */
export function ExportDialog({ criteria, onClose }: { criteria: Criteria; onClose: () => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const [done, setDone] = useState(0)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const run = useMutation({
    mutationFn: async () => {
      abort.current = new AbortController()
      const people = await allPeople(listQueryOf(criteria), { onRows: setDone, signal: abort.current.signal })
      download('users.csv', peopleCsv(people, i18n))
      return people.length
    },
  })
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('users.export')}</DialogTitle>
          <DialogContent>
            {run.isIdle && <Text>{t(isNarrowed(criteria) ? 'users.export.matching' : 'users.export.all')}</Text>}
            {run.isPending && <><ProgressBar aria-label={t('jobs.progress')} /><Text role="status">{t('users.export.progress', { done })}</Text></>}
            {run.isSuccess && <Text role="status">{t('users.export.done', { count: run.data })}</Text>}
            {run.isError && <ErrorNotice error={run.error} />}
          </DialogContent>
          <DialogActions>
            {!run.isSuccess && <Button appearance="primary" disabled={run.isPending} onClick={() => run.mutate()}>{t('users.export')}</Button>}
            <Button appearance={run.isSuccess ? 'primary' : 'secondary'} onClick={onClose}>{t(run.isSuccess ? 'common.done' : 'common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
