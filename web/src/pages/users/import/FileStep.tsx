import { Button, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { ArrowDownloadRegular, DocumentRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import type { MessageKey } from '../../../i18n/en'
import { Pane } from '../../../ui/Pane'
import { download } from '../../../util/download'
import { type CsvFile, readCsv } from './csv-file'
import { textOf } from './read-file'
import { templateCsv } from './report'

const useStyles = makeStyles({ body: { display: 'grid', gap: '14px', justifyItems: 'start' } })

export interface ChosenFile {
  name: string
  csv: CsvFile
}

interface Props {
  onChoose: (file: ChosenFile) => void
  onClose: () => void
}

/** Which file: with what it should hold, and a template. */
export function FileStep({ onChoose, onClose }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tenant } = useSession()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<MessageKey | null>(null)
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = textOf(await file.arrayBuffer())
    const csv = text === null ? null : readCsv(text)
    if (!csv) setProblem('import.encoding')
    else if (csv.rows.length === 0) setProblem('import.empty')
    else onChoose({ name: file.name, csv })
  }
  return (
    <Pane
      title={t('users.import')} label={t('users.import')} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" icon={<DocumentRegular />} onClick={() => input.current?.click()}>{t('import.choose')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <Text>{t('import.text')}</Text>
        <Text>{t('import.columns')}</Text>
        <Button icon={<ArrowDownloadRegular />} onClick={() => download('import-template.csv', templateCsv(tenant.defaultDomain))}>{t('import.template')}</Button>
        {problem && <MessageBar intent="error" layout="multiline" role="alert"><MessageBarBody>{t(problem)}</MessageBarBody></MessageBar>}
        <input
          ref={input} hidden type="file" accept=".csv,.txt,text/csv" aria-label={t('import.file')}
          onChange={(event) => { void read(event.target.files?.[0]); event.target.value = '' }}
        />
      </div>
    </Pane>
  )
}
