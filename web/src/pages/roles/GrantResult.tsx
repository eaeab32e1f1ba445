import { makeStyles, Text } from '@fluentui/react-components'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import type { Granted } from './use-granting'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' } })

/** What came of it, person by person. */
export function GrantResult({ results, role }: { results: readonly Granted[]; role: string }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <section aria-label={t('result.heading')} role="region">
      <ul className={styles.list} aria-live="polite">
        {results.map(({ person, error }) => (
          <li key={person.id}>
            {error
              ? <><Text weight="semibold">{t('roles.granted.not', { name: person.displayName, role })}</Text><ErrorNotice error={error} /></>
              : <Text>{t('roles.granted', { name: person.displayName, role })}</Text>}
          </li>
        ))}
      </ul>
    </section>
  )
}
