import { Button, makeStyles, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { personQuery } from '../../api/queries'
import type { PersonRow, UserRef } from '../../api/types'
import { ErrorNotice } from '../ErrorNotice'
import { PeoplePicker } from '../PeoplePicker'
import { useDenied } from '../../hooks/use-session'
import { useI18n } from '../../i18n/context'
import { ActionButton } from '../../ui/ActionButton'
import { Pane } from '../../ui/Pane'
import { PickedPeople } from '../PickedPeople'
import { CopyFlow } from './CopyFlow'
import { CopiedList } from './CopiedList'

const useStyles = makeStyles({ body: { display: 'grid', gap: '14px' } })

/** Copy licences from one person to others, with the apps that are off (ASG-15). */
export function CopyPane({ person: source, onClose }: { person: UserRef; onClose: (done: boolean) => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { data: person, error, refetch } = useQuery(personQuery(source.id))
  const [picked, setPicked] = useState<PersonRow[]>([])
  const [previewing, setPreviewing] = useState(false)
  const denied = useDenied('license.assign')
  const copied = person?.assignments.filter((assignment) => assignment.paths.some((path) => path.kind === 'direct'))
  const none = copied?.length === 0 ? t('copy.none', { name: source.displayName }) : null
  const reason = denied ?? none ?? (picked.length === 0 ? t('copy.nobody') : null)
  if (previewing) return <CopyFlow source={source} people={picked} onBack={() => setPreviewing(false)} onClose={onClose} />
  return (
    <Pane
      title={t('copy.title')} label={t('copy.title')} onClose={() => onClose(false)}
      footer={
        <>
          <ActionButton appearance="primary" reason={reason} onClick={() => setPreviewing(true)}>{t('manage.preview')}</ActionButton>
          <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        <Text>{t('copy.text', { name: source.displayName })}</Text>
        {copied && <CopiedList assignments={copied} />}
        {none && <Text>{none}</Text>}
        <PeoplePicker
          label={t('copy.search')} picked={picked} noteOf={(one) => (one.id === source.id ? t('copy.self') : null)}
          onChange={(next) => setPicked(next.filter((one) => one.id !== source.id))}
        />
        <PickedPeople people={picked} noteOf={() => null} onRemove={(one) => setPicked(picked.filter(({ id }) => id !== one.id))} />
      </div>
    </Pane>
  )
}
