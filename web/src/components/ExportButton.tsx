import { Spinner } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { Walk } from '../api/walk'
import { useI18n } from '../i18n/context'
import { ActionButton } from '../ui/ActionButton'
import { csvOf } from '../util/csv'
import { download } from '../util/download'
import { ErrorNotice } from './ErrorNotice'

interface Props {
  label: string
  /** The file's name. */
  file: string
  reason?: string | null
  /** Every row, the names of the columns first. */
  rows: (walk: Walk) => Promise<(string | number | null)[][]>
}

/** Everything that a list holds, as a file; says how many rows it has read, and stops when the page is left. */
export function ExportButton({ label, file, reason, rows }: Props) {
  const { t } = useI18n()
  const [done, setDone] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = () => {
    const controller = new AbortController()
    running.current = controller
    setError(null)
    setDone(0)
    rows({ onRows: setDone, signal: controller.signal })
      .then((all) => download(file, csvOf(all)))
      .catch((cause: unknown) => { if (!controller.signal.aborted) setError(cause) })
      .finally(() => { if (!controller.signal.aborted) setDone(null) })
  }
  const busy = done !== null
  return (
    <>
      <ActionButton
        appearance="subtle" reason={reason} aria-busy={busy} disabled={busy} onClick={start}
        icon={busy ? <Spinner size="tiny" aria-label={t('common.loading')} /> : <ArrowDownloadRegular />}
      >
        {busy ? t('export.rows', { count: done }) : label}
      </ActionButton>
      {error !== null && <ErrorNotice error={error} onRetry={start} />}
    </>
  )
}
