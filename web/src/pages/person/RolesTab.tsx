import { makeStyles, Text } from '@fluentui/react-components'
import type { Person } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { RouterLink } from '../../ui/RouterLink'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px', paddingTop: '8px', justifyItems: 'start' }, list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '6px' } })

/** The administrator roles that the person holds, and the way to where they are granted. */
export function RolesTab({ person }: { person: Person }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <div className={styles.root}>
      {person.roles.length === 0
        ? <Text>{t('person.roles.none')}</Text>
        : (
          <ul className={styles.list} aria-label={t('person.roles')}>
            {person.roles.map((role) => (
              <li key={role.id}><RouterLink to="/roles/$roleId" params={{ roleId: role.id }}>{roleName(t, role)}</RouterLink></li>
            ))}
          </ul>
        )}
      <Text>{t('person.roles.text')}</Text>
      <RouterLink to="/roles">{t('person.roles.page')}</RouterLink>
    </div>
  )
}
