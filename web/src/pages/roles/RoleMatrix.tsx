import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { RoleMatrix as Matrix } from '../../api/roles'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { RouterLink } from '../../ui/RouterLink'
import { RightLegend, RightMark } from './RightMark'
import { actionName, groupActions } from './words'

const line = `1px solid ${tokens.colorNeutralStroke2}`
const useStyles = makeStyles({
  frame: {
    overflow: 'auto', maxHeight: 'calc(100dvh - 250px)', minHeight: '320px', border: line, borderRadius: tokens.borderRadiusLarge,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  // Not collapsed: the borders of sticky cells would stay behind when the table scrolls.
  table: { borderCollapse: 'separate', borderSpacing: 0, width: '100%', fontSize: tokens.fontSizeBase300 },
  head: {
    position: 'sticky', top: 0, zIndex: 2, backgroundColor: tokens.colorNeutralBackground2, padding: '8px 4px', minWidth: '62px',
    fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200,
    verticalAlign: 'bottom', borderBottom: line,
  },
  corner: { left: 0, zIndex: 3, textAlign: 'left', padding: '8px 12px', minWidth: '210px', width: '24%' },
  area: {
    position: 'sticky', left: 0, textAlign: 'left', padding: '14px 12px 6px', fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground1,
  },
  row: { ':hover > *': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  action: {
    position: 'sticky', left: 0, zIndex: 1, textAlign: 'left', fontWeight: tokens.fontWeightRegular, padding: '6px 12px',
    backgroundColor: tokens.colorNeutralBackground1, borderBottom: line,
  },
  cell: { textAlign: 'center', padding: '6px 4px', borderBottom: line },
  legend: { display: 'grid', gap: '4px' },
})

/** Who may do what: actions by area, one column for each role (rules 3.2 and 25.25). */
export function RoleMatrix({ matrix }: { matrix: Matrix }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { value: roles, actions } = matrix
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={t('roles.matrix')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={mergeClasses(styles.head, styles.corner)}>{t('roles.action')}</th>
              {roles.map((role) => (
                <th key={role.id} scope="col" className={styles.head}>
                  <RouterLink to="/roles/$roleId" params={{ roleId: role.id }} search={(previous) => ({ ...previous, tab: 'rights' as const })}>
                    {roleName(t, role)}
                  </RouterLink>
                </th>
              ))}
            </tr>
          </thead>
          {groupActions(actions).map((group) => (
            <tbody key={group.label}>
              <tr><th scope="rowgroup" colSpan={roles.length + 1} className={styles.area}>{t(group.label)}</th></tr>
              {group.actions.map((action) => (
                <tr key={action} className={styles.row}>
                  <th scope="row" className={styles.action}>{actionName(t, action)}</th>
                  {roles.map((role) => (
                    <td key={role.id} className={styles.cell}><RightMark right={role.actions[action] ?? 'no'} numbered /></td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <Text size={200} className={styles.legend}>
        <RightLegend rights={roles.flatMap((role) => Object.values(role.actions))} />
      </Text>
    </>
  )
}
