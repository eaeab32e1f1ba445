import { makeStyles, Skeleton, SkeletonItem, Text } from '@fluentui/react-components'

const useStyles = makeStyles({ root: { display: 'grid', gap: '10px' } })

/** Something is being worked out; said aloud as well as drawn. */
export function Waiting({ label }: { label: string }) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <Text role="status">{label}</Text>
      <Skeleton aria-hidden className={styles.root}>
        <SkeletonItem size={16} /><SkeletonItem size={16} /><SkeletonItem size={16} />
      </Skeleton>
    </div>
  )
}
