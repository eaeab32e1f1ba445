import { Badge, Caption1, makeStyles, Subtitle2, Text } from '@fluentui/react-components'
import type { PathInfo, PersonAssignment } from '../../api/types'
import { useCloud } from '../../clouds/use-cloud'
import { type I18n, useI18n } from '../../i18n/context'
import { Foldable } from '../../ui/Foldable'
import { Panel } from '../../ui/Panel'
import { usePageStyles } from '../../ui/page-styles'
import { servicesOf } from './services'

const useStyles = makeStyles({
  apps: { listStyleType: 'none', margin: '4px 0 0', padding: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: '6px 16px' },
  app: { display: 'flex', justifyContent: 'space-between', gap: '8px', alignItems: 'baseline' },
  state: { flexShrink: 0, whiteSpace: 'nowrap' },
})

function pathText({ t, format }: I18n, path: PathInfo, me: string): string {
  const since = format.date(path.assignedDateTime)
  if (path.kind === 'group') return t('mine.path.group', { group: path.group?.displayName ?? '', since })
  if (path.kind === 'direct') return t('mine.path.direct', { since })
  if (path.purchaser?.id === me) return t('mine.path.own', { since })
  return t('mine.path.selfService', { name: path.purchaser?.displayName ?? '', since })
}

/** One product that I hold: how I came by it, and what of it is on. */
export function HeldProduct({ assignment, me }: { assignment: PersonAssignment; me: string }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const { facts } = useCloud()
  const services = servicesOf(assignment, facts).sort((a, b) => format.name(a.plan.names).localeCompare(format.name(b.plan.names)))
  const on = services.filter((service) => service.state === 'on').length
  const name = format.name(assignment.names)
  return (
    <Panel label={name}>
      <Subtitle2 as="h3">{name}</Subtitle2>
      {assignment.paths.map((path, index) => (
        <div key={index} className={page.stack}>
          <Text>{pathText(i18n, path, me)}</Text>
          {path.state !== 'active' && <Caption1 className={page.quiet}>{t('mine.path.error')}</Caption1>}
        </div>
      ))}
      {services.length > 0 && (
        <Foldable heading={t('mine.apps', { on, total: services.length })}>
          <ul className={styles.apps}>
            {services.map(({ plan, state }) => (
              <li key={plan.servicePlanId} className={styles.app}>
                <Text>{format.name(plan.names)}</Text>
                <Badge className={styles.state} appearance="tint" color={state === 'on' ? 'success' : 'informative'}>{t(`mine.app.${state}`)}</Badge>
              </li>
            ))}
          </ul>
        </Foldable>
      )}
    </Panel>
  )
}
