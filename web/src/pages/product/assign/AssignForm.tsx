import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, Text } from '@fluentui/react-components'
import type { PersonRow, Product } from '../../../api/types'
import { PeoplePicker } from '../../../components/PeoplePicker'
import { ServiceSwitches } from '../../../components/ServiceSwitches'
import { useDenied, useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { ActionButton } from '../../../ui/ActionButton'
import { Foldable } from '../../../ui/Foldable'
import { PaneBody } from '../../../ui/Pane'
import type { Mode } from '../UnassignBar'
import type { Assignment } from './AssignPane'
import { PickedPeople } from '../../../components/PickedPeople'
import { SeatsNote } from './SeatsNote'

const useStyles = makeStyles({ body: { display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' } })

interface Props {
  product: Product
  chosen: Assignment
  onChange: (chosen: Assignment) => void
  onNext: (mode: Mode) => void
  onClose: () => void
}

/** Whom, and with which apps. Beyond the page's limit the same goes as a bulk job (25.17, 25.24). */
export function AssignForm({ product, chosen, onChange, onNext, onClose }: Props) {
  const styles = useStyles()
  const { t, format } = useI18n()
  const { tenant: { licensesPageUsers: limit } } = useSession()
  const denied = useDenied('license.assign')
  const { people, off } = chosen
  const tooMany = people.length > limit ? t('assign.tooMany', { count: people.length, limit }) : null
  const reason = denied ?? (people.length === 0 ? t('assign.nobody') : tooMany)
  const noteOf = (person: PersonRow) => {
    if (!person.usageLocation) return t('assign.noLocation')
    return person.licenses.some((sku) => sku.skuId === product.skuId) ? t('assign.hasIt') : null
  }
  return (
    <PaneBody
      footer={
        <>
          <ActionButton appearance="primary" reason={reason} onClick={() => onNext('page')}>{t('assign.button')}</ActionButton>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <Text>{t('assign.text', { product: format.name(product.names), limit })}</Text>
        {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
        <SeatsNote product={product} wanted={people.length} />
        <PeoplePicker label={t('assign.people')} picked={people} noteOf={noteOf} onChange={(next) => onChange({ ...chosen, people: next })} />
        {tooMany && !denied && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{tooMany}</MessageBarBody>
            <MessageBarActions><Button size="small" onClick={() => onNext('job')}>{t('unassign.asJob')}</Button></MessageBarActions>
          </MessageBar>
        )}
        <PickedPeople people={people} noteOf={noteOf} onRemove={({ id }) => onChange({ ...chosen, people: people.filter((one) => one.id !== id) })} />
        <Foldable heading={t('apps.title')}>
          <ServiceSwitches label={t('apps.title')} plans={product.plans} off={off} onChange={(next) => onChange({ ...chosen, off: next })} />
        </Foldable>
      </div>
    </PaneBody>
  )
}
