import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

/** Lines on the way. */
export function Lines({ count }: { count: number }) {
  const styles = useStyles()
  const { t } = useI18n()
  return (
    <Skeleton aria-label={t('common.loading')} className={styles.root}>
      {Array.from({ length: count }, (_, index) => <SkeletonItem key={index} size={20} />)}
    </Skeleton>
  )
}
