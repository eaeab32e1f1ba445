import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { CopyButton } from '../../../ui/CopyButton'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '2px', minWidth: 0 },
  row: {
    display: 'flex', alignItems: 'center', gap: '4px', padding: '2px 2px 2px 10px', minWidth: 0,
    borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground3,
  },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** A value that is needed elsewhere, with the way to copy it. */
export function Fact({ label, value }: { label: string; value: string }) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <Text size={200} weight="semibold">{label}</Text>
      <div className={styles.row}>
        <code className={styles.text}>{value}</code>
        <CopyButton text={value} label={label} />
      </div>
    </div>
  )
}
