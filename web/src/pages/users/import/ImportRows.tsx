import { Button, makeStyles, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow } from '@fluentui/react-components'
import { useState } from 'react'
import type { ImportRow } from '../../../api/users-types'
import { useI18n } from '../../../i18n/context'
import { problemText } from './problem-text'

const FIRST = 20
const MORE = 200

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'start' },
  line: { width: '48px', verticalAlign: 'top', paddingTop: '6px' },
  name: { width: '36%' },
  cell: { overflowWrap: 'anywhere', verticalAlign: 'top', paddingTop: '6px', paddingBottom: '6px' },
})

/** Lines of the file with what becomes of them and, where nothing does, why. */
export function ImportRows({ label, rows }: { label: string; rows: readonly ImportRow[] }) {
  const styles = useStyles()
  const i18n = useI18n()
  const { t } = i18n
  const [shown, setShown] = useState(FIRST)
  return (
    <div className={styles.root}>
      <Table aria-label={label} size="small">
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={styles.line}>{t('import.line')}</TableHeaderCell>
            <TableHeaderCell className={styles.name}>{t('person.username')}</TableHeaderCell>
            <TableHeaderCell>{t('import.result')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.slice(0, shown).map((row, index) => (
            <TableRow key={index}>
              <TableCell className={styles.line}>{row.line ?? ''}</TableCell>
              <TableCell className={styles.cell}>{row.userPrincipalName}</TableCell>
              <TableCell className={styles.cell}>{problemText(i18n, row) ?? t(`import.status.${row.status}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown < rows.length && (
        <Button size="small" appearance="subtle" onClick={() => setShown(shown + MORE)}>
          {rows.length - shown <= MORE ? t('common.showAll', { count: rows.length }) : t('common.showMore')}
        </Button>
      )}
    </div>
  )
}
