import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useI18n } from '../i18n/context'
import { EmptyState } from '../ui/EmptyState'
import { ErrorNotice } from '../components/ErrorNotice'

const useStyles = makeStyles({ page: { padding: '24px', display: 'grid', gap: '16px', maxWidth: '900px' } })

/** What a page looks like while its script is on the way. */
export function PageSkeleton() {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <Skeleton aria-label={t('common.loading')} className={styles.page}>
      <SkeletonItem size={32} />
      <SkeletonItem size={16} />
      <SkeletonItem size={64} />
    </Skeleton>
  )
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const styles = useStyles()
  return <div className={styles.page}><ErrorNotice error={error} onRetry={reset} /></div>
}

export function NotFound() {
  const { t } = useI18n()
  return <EmptyState heading={t('error.notFoundPage.title')} text={t('error.notFoundPage.text')} level={1} />
}
