import { Button, Field, Input, makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useI18n } from '../../i18n/context'
import { copyText } from '../../util/clipboard'

const useStyles = makeStyles({ root: { display: 'grid', gap: '8px' }, row: { display: 'flex', gap: '8px' }, input: { flexGrow: 1, minWidth: 0, fontFamily: 'monospace' } })

/** A password that is shown now and never again, with Copy. */
export function ShownOnce({ password }: { password: string }) {
  const styles = useStyles()
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  return (
    <div className={styles.root}>
      <Field label={t('password.new')}>
        <div className={styles.row}>
          <Input readOnly value={password} aria-label={t('password.new')} className={styles.input} />
          <Button icon={copied ? <CheckmarkRegular /> : <CopyRegular />} onClick={() => void copyText(password).then(setCopied)}>
            {t(copied ? 'password.copied' : 'password.copy')}
          </Button>
        </div>
      </Field>
      <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('password.once')}</MessageBarBody></MessageBar>
    </div>
  )
}
