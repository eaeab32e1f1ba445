import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importCatalog } from '../../api/catalog'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { ErrorNotice } from '../ErrorNotice'
import { CatalogReport } from './CatalogReport'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px', justifyItems: 'start' } })

/** More products than are built in: the public reference table, tried first, then read. */
export function ImportCatalog() {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('catalog.write')
  const cache = useQueryClient()
  const [csv, setCsv] = useState<string | null>(null)
  const trial = useMutation({ mutationFn: (text: string) => importCatalog(text, true) })
  const done = useMutation({
    mutationFn: (text: string) => importCatalog(text, false),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['catalog'] }),
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    const text = await file.text()
    setCsv(text)
    done.reset()
    trial.mutate(text)
  }
  const report = done.data ?? trial.data
  return (
    <div className={styles.root}>
      <Text>{t('setup.catalog.text')}</Text>
      {denied
        ? <Text>{denied}</Text>
        : (
          <input
            type="file" accept=".csv,text/csv" aria-label={t('setup.catalog.file')}
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        )}
      {(done.error ?? trial.error) && <ErrorNotice error={done.error ?? trial.error} />}
      {report && <CatalogReport report={report} />}
      {csv && trial.data && !done.data && (
        <ActionButton disabled={done.isPending} onClick={() => done.mutate(csv)}>{t('setup.catalog.import')}</ActionButton>
      )}
      {done.data && <Button onClick={() => { setCsv(null); trial.reset(); done.reset() }}>{t('setup.catalog.again')}</Button>}
    </div>
  )
}
