import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Waiting } from '../../components/change/Waiting'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import type { App } from '../../util/apps'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '8px 0 0', padding: 0 },
  row: { padding: '6px 0', display: 'grid', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
})

/** The services a person can use, by name. */
export function AppsList({ apps }: { apps: App[] | undefined }) {
  const styles = useStyles()
  const page = usePageStyles()
  const { t, format } = useI18n()
  if (!apps) return <Waiting label={t('common.loading')} />
  if (apps.length === 0) return <Text>{t('person.apps.none')}</Text>
  const sorted = [...apps].sort((a, b) => format.name(a.plan.names).localeCompare(format.name(b.plan.names)))
  return (
    <>
      <Text className={page.quiet}>{t('person.apps.text')}</Text>
      <ul className={styles.list}>
        {sorted.map(({ plan, through }) => (
          <li key={plan.servicePlanId} className={styles.row}>
            <Text>{format.name(plan.names)}</Text>
            <Caption1 className={page.quiet}>
              {t('person.apps.by', { products: format.list(through.map((sku) => format.name(sku.names))) })}
            </Caption1>
          </li>
        ))}
      </ul>
    </>
  )
}
