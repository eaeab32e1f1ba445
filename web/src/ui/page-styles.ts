import { makeStyles, tokens } from '@fluentui/react-components'
import { phone } from './breakpoints'

/** How every list page is laid out. */
export const usePageStyles = makeStyles({
  page: { padding: '20px 32px 32px', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px', alignContent: 'start', [phone]: { padding: '16px 12px 32px' } },
  bar: {
    display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap', minHeight: '40px', paddingBottom: '6px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tools: { display: 'flex', alignItems: 'center', gap: '12px', flexWrap: 'wrap' },
  grow: { flexGrow: 1 },
  quiet: { color: tokens.colorNeutralForeground2 },
  stack: { display: 'grid', gap: '2px', minWidth: 0 },
})
