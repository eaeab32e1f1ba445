import { Button, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons'
import { useCloud } from '../../clouds/use-cloud'
import { useI18n } from '../../i18n/context'
import { Panel } from '../../ui/Panel'

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', justifyContent: 'space-between' } })

/** What the article says comes next: give the free seats to others, or have the quantity lowered (UNA-6, NEED-12). */
export function NextAfterUnassign({ onReassign }: { onReassign: () => void }) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { facts } = useCloud()
  const roles = format.either([t('role.Global'), t('role.Billing')])
  return (
    <Panel label={t('licenses.next')}>
      <Subtitle2 as="h3">{t('licenses.next')}</Subtitle2>
      <div className={styles.row}>
        <Text>{t('licenses.next.reassign')}</Text>
        <Button size="small" icon={<PersonAddRegular />} onClick={onReassign}>{t('assign.command')}</Button>
      </div>
      <Text>{t('licenses.next.bill', { roles, page: t(facts.subscriptions) })}</Text>
    </Panel>
  )
}
