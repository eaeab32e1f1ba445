import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { UnsavedDialog } from '../../../components/UnsavedDialog'
import { useDenied } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Pane } from '../../../ui/Pane'
import type { ChosenFile } from './FileStep'
import { ImportBody } from './ImportBody'
import { countsOf } from './report'
import { useImport } from './use-import'

interface Props {
  file: ChosenFile
  onOther: () => void
  onClose: (done: boolean) => void
}

/** The dry run of a file, then the import itself. */
export function ImportFlow({ file, onOther, onClose }: Props) {
  const { t } = useI18n()
  const denied = useDenied('user.create')
  const trial = useImport(file.csv, true)
  const real = useImport(file.csv, false)
  const { start } = trial
  const begun = useRef(false)
  const [saved, setSaved] = useState(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    start()
  }, [start])

  const { created, updated } = countsOf(trial.rows)
  const todo = created + updated
  const started = real.running || real.finished
  const reason = denied ?? (!trial.finished ? t('import.waiting') : todo === 0 ? t('import.nothing') : null)
  const footer = real.running || (trial.running && !started)
    ? <Button onClick={real.running ? real.stop : () => onClose(false)}>{t(real.running ? 'import.stop' : 'common.cancel')}</Button>
    : real.finished
      ? <Button appearance="primary" onClick={() => onClose(true)}>{t('common.done')}</Button>
      : (
        <>
          <ActionButton appearance="primary" reason={reason} onClick={real.start}>{t('import.confirm', { count: todo })}</ActionButton>
          <Button onClick={onOther}>{t('import.other')}</Button>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
        </>
      )
  const passwords = real.rows.some((row) => row.temporaryPassword)
  return (
    <Pane title={t('users.import')} label={t('users.import')} onClose={() => onClose(real.finished)} footer={footer}>
      <ImportBody name={file.name} total={file.csv.rows.length} run={started ? real : trial} dryRun={!started} onPasswordsSaved={() => setSaved(true)} />
      <UnsavedDialog dirty={real.running || (passwords && !saved)} text={t(passwords ? 'import.leavePasswords' : 'import.leave')} />
    </Pane>
  )
}
