import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { useNavigate } from '@tanstack/react-router'
import { useI18n } from '../i18n/context'
import { clouds } from './table'
import { useCloud } from './use-cloud'

/** Says that the pages speak another cloud's words, since the link that led here was for it; and the way back. */
export function CloudNotice() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const { facts, own } = useCloud()
  if (!own) return null
  const back = () => void navigate({ to: '.', search: (previous: object) => ({ ...previous, cloud: undefined }) })
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>{t('cloud.notice', { cloud: t(facts.name), own: t(clouds[own].name) })}</MessageBarBody>
      <MessageBarActions><Button size="small" onClick={back}>{t('cloud.back')}</Button></MessageBarActions>
    </MessageBar>
  )
}
