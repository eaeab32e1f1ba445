import { Button, ProgressBar, Text, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { allHolders } from '../../api/holders'
import type { Product } from '../../api/types'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { csvOf } from '../../util/csv'
import { download } from '../../util/download'
import { exportRows } from './export-rows'

const useStyles = makeStyles({ progress: { display: 'flex', gap: '8px', alignItems: 'center' }, bar: { width: '120px' } })

/** Everyone who holds the product as a file, with progress when there are many (UNA-16). */
export function ExportUsers({ product }: { product: Product }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  const [stopped, setStopped] = useState(false)
  const running = useRef(new AbortController())
  useEffect(() => () => running.current.abort(), [])
  const exporting = useMutation({
    mutationFn: () => {
      running.current = new AbortController()
      setStopped(false)
      setProgress({ done: 0, total: 0 })
      return allHolders(product.skuId, { signal: running.current.signal, onProgress: (done, total) => setProgress({ done, total }) })
    },
    onSuccess: (holders) => download(`${product.skuPartNumber}.csv`, csvOf(exportRows(holders, product, i18n))),
  })
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} appearance="subtle" disabled={exporting.isPending} onClick={() => exporting.mutate()}>
        {t('product.export')}
      </Button>
      {exporting.isPending && (
        <span className={styles.progress}>
          <ProgressBar className={styles.bar} aria-label={t('product.export.progress')} max={progress.total || 1} value={progress.done} />
          <Text size={200} role="status">{t('product.export.count', progress)}</Text>
          <Button size="small" onClick={() => { setStopped(true); running.current.abort() }}>{t('product.export.stop')}</Button>
        </span>
      )}
      {exporting.isSuccess && <Text size={200} role="status">{t('product.export.done', { count: exporting.data.length })}</Text>}
      {exporting.isError && !stopped && <ErrorNotice error={exporting.error} onRetry={() => exporting.mutate()} />}
    </>
  )
}
