import { Button, makeStyles, MessageBar, MessageBarBody, ProgressBar, Subtitle2, Text } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { download } from '../../../util/download'
import { ImportRows } from './ImportRows'
import { countsOf, passwordsCsv, reportCsv } from './report'
import type { ImportRun } from './use-import'

const useStyles = makeStyles({ root: { display: 'grid', gap: '14px' }, row: { display: 'flex', gap: '8px', flexWrap: 'wrap' } })

interface Props {
  name: string
  total: number
  run: ImportRun
  dryRun: boolean
  onPasswordsSaved: () => void
}

/** Progress, counts, and what is wrong with which line. */
export function ImportBody({ name, total, run, dryRun, onPasswordsSaved }: Props) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const { rows, done, running, finished, error } = run
  const counts = countsOf(rows)
  const refused = rows.filter((row) => row.status === 'refused')
  const others = rows.filter((row) => row.status !== 'refused')
  const passwords = rows.filter((row) => row.temporaryPassword).length
  return (
    <div className={styles.root}>
      <Text>{t('import.fileRows', { name, count: total })}</Text>
      {running && (
        <>
          <ProgressBar max={total || 1} value={done} thickness="large" aria-label={t('jobs.progress')} />
          <Text role="status">{t(dryRun ? 'import.trying' : 'import.running', { done, total })}</Text>
        </>
      )}
      {Boolean(error) && <ErrorNotice error={error} onRetry={run.start} />}
      {finished && <Text role="status" weight="semibold">{t(dryRun ? 'import.would' : 'import.did', { ...counts })}</Text>}
      {finished && !dryRun && done < total && <Text>{t('import.left', { done, total })}</Text>}
      {finished && dryRun && <MessageBar layout="multiline"><MessageBarBody>{t('import.dryRun')}</MessageBarBody></MessageBar>}
      {passwords > 0 && !dryRun && <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('import.once', { count: passwords })}</MessageBarBody></MessageBar>}
      {finished && rows.length > 0 && (
        <div className={styles.row}>
          {passwords > 0 && !dryRun && (
            <Button icon={<ArrowDownloadRegular />} onClick={() => { download('first-passwords.csv', passwordsCsv(rows, t)); onPasswordsSaved() }}>
              {t('import.passwords')}
            </Button>
          )}
          <Button icon={<ArrowDownloadRegular />} onClick={() => download('import-report.csv', reportCsv(rows, i18n))}>{t('import.report')}</Button>
        </div>
      )}
      {refused.length > 0 && <><Subtitle2 as="h3">{t('import.wrong', { count: refused.length })}</Subtitle2><ImportRows label={t('import.wrongTable')} rows={refused} /></>}
      {finished && others.length > 0 && (
        <><Subtitle2 as="h3">{t('import.right', { count: others.length })}</Subtitle2><ImportRows label={t('import.rightTable')} rows={others} /></>
      )}
    </div>
  )
}
