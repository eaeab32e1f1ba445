import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { LocalLanguageRegular } from '@fluentui/react-icons'
import { lazy, Suspense } from 'react'
import { useI18n } from '../i18n/context'

const Settings = lazy(() => import('./Settings').then((module) => ({ default: module.Settings })))
const useStyles = makeStyles({ surface: { minWidth: '180px' } })

/** Language and theme. */
export function SettingsMenu() {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'end', offset: 4 }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<LocalLanguageRegular />} aria-label={t('top.settings')} />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('top.settings')} tabIndex={-1}>
        <Suspense fallback={null}><Settings /></Suspense>
      </PopoverSurface>
    </Popover>
  )
}
