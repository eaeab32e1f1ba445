import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useI18n } from '../i18n/context'
import { copyText } from '../util/clipboard'

/** Copies a text, and says so by its mark and its name. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  return (
    <Button
      appearance="subtle" icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={copied ? t('clipboard.copied', { what: label }) : t('clipboard.copy', { what: label })}
      onClick={() => void copyText(text).then(setCopied)} onBlur={() => setCopied(false)}
    />
  )
}
