import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons'
import { Waiting } from '../../components/change/Waiting'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { isHeld } from '../../util/license-edits'
import { AppsList } from './AppsList'
import { LicenseCheckbox } from './LicenseCheckbox'
import type { LicenseEditing } from './use-license-editing'
import { useApps } from './use-apps'

const useStyles = makeStyles({ row: { padding: '8px 0' } })

/** Licenses and apps: a box for each product, and what the person can use by all of them together (UNA-20). */
export function LicensesTab({ editing, onCopy }: { editing: LicenseEditing; onCopy: () => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const denied = useDenied('license.unassign')
  const assign = useDenied('license.assign')
  const { person } = editing
  const apps = useApps(person)
  const { boxes } = editing
  return (
    <>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
      {!person.usageLocation && <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('person.locationMissing')}</MessageBarBody></MessageBar>}
      <div className={styles.row}>
        <ActionButton size="small" icon={<CopyRegular />} reason={assign} onClick={onCopy}>{t('users.copy')}</ActionButton>
      </div>
      <Accordion multiple collapsible defaultOpenItems={['licenses']}>
        <AccordionItem value="licenses">
          <AccordionHeader as="h3">{t('person.licenses', { count: boxes?.filter(isHeld).length ?? person.assignments.length })}</AccordionHeader>
          <AccordionPanel>
            {editing.error != null && <ErrorNotice error={editing.error} onRetry={editing.retry} />}
            {!boxes && editing.error == null && <Waiting label={t('common.loading')} />}
            {boxes?.length === 0 && <Text>{t('person.noProducts')}</Text>}
            {boxes?.map((box) => (
              <LicenseCheckbox
                key={box.skuId} box={box} denied={denied} checked={editing.edits.get(box.skuId) ?? isHeld(box)}
                onChange={(checked) => editing.setBox(box, checked)}
              />
            ))}
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="apps">
          <AccordionHeader as="h3">{t('person.apps', { count: apps?.length ?? 0 })}</AccordionHeader>
          <AccordionPanel><AppsList apps={apps} /></AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  )
}
