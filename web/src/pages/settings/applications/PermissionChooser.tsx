import { Caption1, Checkbox, makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { permissionsQuery, type PermissionType, type ResourceAccess } from '../../../api/applications'
import { Waiting } from '../../../components/change/Waiting'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { useI18n } from '../../../i18n/context'
import { usePageStyles } from '../../../ui/page-styles'
import { groupPermissions, permissionText } from './permission-words'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' },
  group: { display: 'grid', gap: '2px', marginTop: '8px' },
  label: { display: 'grid', overflowWrap: 'anywhere' },
})

interface Props {
  /** Which of the two kinds of permissions the application can use. */
  types: readonly PermissionType[]
  access: readonly ResourceAccess[]
  disabled?: boolean
  onChange: (access: ResourceAccess[]) => void
}

/** Every permission that Reseat knows, each with what it allows; in the application's own name and in people's names. */
export function PermissionChooser({ types, access, disabled = false, onChange }: Props) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t } = i18n
  const { data, error, refetch } = useQuery(permissionsQuery)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting label={t('common.loading')} />
  const has = (id: string, type: PermissionType) => access.some((one) => one.id === id && one.type === type)
  // What was granted before stays in view even if its kind is of no use now, so that it can be taken away.
  const shown = types.concat((['Role', 'Scope'] as const).filter((type) => !types.includes(type) && access.some((one) => one.type === type)))
  return (
    <div className={styles.root}>
      {shown.map((type) => (
        <section key={type} aria-label={t(`permission.type.${type}`)}>
          <Text as="h3" weight="semibold" block>{t(`permission.type.${type}`)}</Text>
          <Caption1 className={page.quiet}>{t(`permission.type.${type}.text`)}</Caption1>
          {groupPermissions(data.filter((permission) => permission.type === type)).map((group) => (
            <div key={group.label} role="group" aria-label={t(group.label)} className={styles.group}>
              <Text size={200} weight="semibold" className={page.quiet}>{t(group.label)}</Text>
              {group.permissions.map((permission) => (
                <Checkbox
                  key={permission.id} checked={has(permission.id, type)} disabled={disabled}
                  label={<span className={styles.label}>{permission.name}<Caption1 className={page.quiet}>{permissionText(i18n, permission)}</Caption1></span>}
                  onChange={(_, data) => onChange([
                    ...access.filter((one) => one.id !== permission.id || one.type !== type),
                    ...(data.checked === true ? [{ id: permission.id, type }] : []),
                  ])}
                />
              ))}
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}
