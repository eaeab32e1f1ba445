import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, Subtitle2, Text } from '@fluentui/react-components'
import { OutcomeList } from '../../../components/change/OutcomeList'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { RouterLink } from '../../../ui/RouterLink'
import type { Grants } from '../grants/grants'
import { ShownOnce } from '../../../components/account/ShownOnce'
import type { Added } from './use-add'

const useStyles = makeStyles({ root: { display: 'grid', gap: '14px' } })

/** The new person with their password, what became of the licences, and what comes next. */
export function AddedView({ added, grants }: { added: Added; grants: Grants }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { user, password, mustChange, licenses, licenseError } = added
  const without = licenses !== null && licenses.counts.changed === 0
  return (
    <section className={styles.root} aria-label={t('add.result')}>
      <Text role="status" weight="semibold">{t('add.done', { name: user.displayName, upn: user.userPrincipalName })}</Text>
      <ShownOnce password={password} />
      {(without || licenseError !== null) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody><MessageBarTitle>{t('add.without')}</MessageBarTitle> {t('add.without.text')}</MessageBarBody>
        </MessageBar>
      )}
      {licenseError !== null && <ErrorNotice error={licenseError} />}
      {licenses && (
        <>
          <Subtitle2 as="h3">{t('add.licenses')}</Subtitle2>
          <OutcomeList people={licenses.people} showStatus />
        </>
      )}
      <Subtitle2 as="h3">{t('add.next')}</Subtitle2>
      <Text>{t(mustChange ? 'password.next.change' : 'password.next', { name: user.displayName })}</Text>
      {grants.length === 0 && <Text>{t('add.next.license')}</Text>}
      <RouterLink from="/users" to="/users/$userId" params={{ userId: user.id }} search={(previous) => ({ ...previous, pane: undefined, tab: 'licenses' as const })}>
        {t('add.next.open', { name: user.displayName })}
      </RouterLink>
    </section>
  )
}
