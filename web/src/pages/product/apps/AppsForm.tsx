import { Button, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import type { Guid, PathInfo, Person, Product, ProductPlan } from '../../../api/types'
import { ServiceSwitches } from '../../../components/ServiceSwitches'
import { useDenied } from '../../../hooks/use-session'
import { type I18n, useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { EmptyState } from '../../../ui/EmptyState'
import { PaneBody } from '../../../ui/Pane'
import { RouterLink } from '../../../ui/RouterLink'
import { switchesOf } from './switches'

const useStyles = makeStyles({ body: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' } })

interface Props {
  product: Product
  person: Person
  paths: readonly PathInfo[]
  off: ReadonlySet<Guid>
  dirty: boolean
  /** Looked at again, after the preview. */
  returned: boolean
  onChange: (off: ReadonlySet<Guid>) => void
  onSave: () => void
  onClose: () => void
}

/** The switches of one person. What comes only by a group or a self-service purchase is grey, and says why (GRP-6, UNA-2). */
export function AppsForm({ product, person, paths, off, dirty, returned, onChange, onSave, onClose }: Props) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const denied = useDenied('license.services')
  const { editable, shown, others } = switchesOf(paths, off)
  const locked = editable ? null : lockedBecause(paths, i18n)
  const reason = denied ?? locked ?? (dirty ? null : t('apps.nothing'))
  const noteOf = (plan: ProductPlan) => {
    const through = editable ? others.find((path) => !path.disabledPlans.includes(plan.servicePlanId)) : undefined
    return through?.group ? t('apps.alsoGroup', { group: through.group.displayName }) : null
  }
  return (
    <PaneBody
      takesFocus={returned}
      footer={
        <>
          <ActionButton appearance="primary" reason={reason} onClick={onSave}>{t('apps.save')}</ActionButton>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <RouterLink to="/users/$userId" params={{ userId: person.id }} search={{ tab: 'licenses' }}>{t('apps.person')}</RouterLink>
        {paths.length === 0
          ? <EmptyState heading={t('apps.notHeld.title')} text={t('apps.notHeld.text', { name: person.displayName, product: format.name(product.names) })} />
          : (
            <>
              <Text>{t('apps.text', { product: format.name(product.names) })}</Text>
              {(denied ?? locked) && <MessageBar layout="multiline"><MessageBarBody>{denied ?? locked}</MessageBarBody></MessageBar>}
              <ServiceSwitches
                label={t('apps.title')} plans={product.plans} off={shown} disabled={denied !== null || !editable} noteOf={noteOf} onChange={onChange}
              />
            </>
          )}
      </div>
    </PaneBody>
  )
}

function lockedBecause(paths: readonly PathInfo[], { t, format }: I18n): string {
  const groups = paths.flatMap((path) => (path.group ? [path.group.displayName] : []))
  if (groups.length > 0) return t('apps.inherited', { groups: format.list(groups) })
  return t('apps.selfService', { name: paths[0]?.purchaser?.displayName ?? '' })
}
