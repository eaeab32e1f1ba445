import { Text } from '@fluentui/react-components'
import { useMemo } from 'react'
import { changeLicenses } from '../../api/changes'
import type { UserRef } from '../../api/types'
import { useI18n } from '../../i18n/context'
import { ChangePane } from '../change/ChangePane'

interface Props {
  source: UserRef
  people: readonly UserRef[]
  onBack: () => void
  onClose: (done: boolean) => void
}

/** What copying will do, then its result. */
export function CopyFlow({ source, people, onBack, onClose }: Props) {
  const { t } = useI18n()
  const name = source.displayName
  const change = useMemo(
    () => changeLicenses({ people: { ids: people.map((person) => person.id) }, operation: { kind: 'copy', from: source.id } }),
    [people, source.id],
  )
  return (
    <ChangePane
      title={t('copy.title')} change={change} chosen={<Text>{t('copy.question', { name, count: people.length })}</Text>}
      confirmLabel={(preview) => t('copy.confirm', { count: preview.counts.changed })} waitingLabel={t('copy.title')} danger={() => false}
      doneMessage={(count) => t('copy.done', { name, count })} back={{ label: t('copy.back'), onBack }} onClose={onClose}
    />
  )
}
