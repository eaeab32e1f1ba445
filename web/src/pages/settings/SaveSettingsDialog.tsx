import {
  Button, Caption1, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Text, tokens,
} from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { type OrganizationSettings, saveSettings, settingsQuery } from '../../api/settings'
import { queryClient } from '../../api/query-client'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import { settingKeys } from './edits'
import { settingConsequence, settingLabel, wordSetting } from './setting-words'

const useStyles = makeStyles({
  content: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  item: { display: 'grid', gap: '2px', paddingLeft: '10px', borderLeft: `3px solid ${tokens.colorBrandStroke2}`, overflowWrap: 'anywhere' },
})

interface Props {
  saved: OrganizationSettings
  changes: Partial<OrganizationSettings>
  onClose: (saved: boolean) => void
}

/** Every edit with what it was, what it becomes and what that means; then saved as one. */
export function SaveSettingsDialog({ saved, changes, onClose }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t } = i18n
  const after = { ...saved, ...changes }
  const edited = settingKeys.filter((key) => key in changes)
  const save = useMutation({
    mutationFn: () => saveSettings(changes),
    onSuccess: async (answer) => {
      queryClient.setQueryData(settingsQuery.queryKey, answer)
      onClose(true)
      await queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open && !save.isPending) onClose(false) }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('common.saveChanges')}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('settings.saveQuestion')}</Text>
            <ul className={styles.list}>
              {edited.map((key) => (
                <li key={key} className={styles.item}>
                  <Text weight="semibold">{t(settingLabel(key))}</Text>
                  <Text>{t('settings.fromTo', { before: wordSetting(key, saved, i18n), after: wordSetting(key, after, i18n) })}</Text>
                  <Caption1 className={page.quiet}>{t(settingConsequence(key, saved, after))}</Caption1>
                </li>
              ))}
            </ul>
            {save.isError && <ErrorNotice error={save.error} />}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={save.isPending} onClick={() => save.mutate()}>
              {t('settings.save', { count: edited.length })}
            </Button>
            <Button disabled={save.isPending} onClick={() => onClose(false)}>{t('common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
